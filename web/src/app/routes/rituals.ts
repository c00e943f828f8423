/** The pages of the rhythm: check-ins, my week, meetings, reviews. */
export const ritualsRoutes = [] as const;
