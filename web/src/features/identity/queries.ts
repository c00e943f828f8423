import { queryOptions } from "@tanstack/react-query";
import { api, type Schema, unwrap, writeHeaders } from "@/api/client";

export type Bootstrap = Schema<"Bootstrap">;
export type Session = Schema<"Session">;

/** Who is signed in, where they may go, and whether this installation is set up at all. */
export const bootstrapQuery = queryOptions({
  queryKey: ["bootstrap"],
  queryFn: ({ signal }) => unwrap(api.GET("/api/bootstrap", { signal })),
});

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => unwrap(api.GET("/api/sessions", { signal })),
});

export const setUp = (body: Schema<"SetUp">) => unwrap(api.POST("/api/setup", { body }));
export const signIn = (body: Schema<"SignIn">) => unwrap(api.POST("/api/session", { body }));
export const signInByLink = (token: string) => unwrap(api.POST("/api/session/link", { body: { token } }));
export const signOut = () => unwrap(api.DELETE("/api/session"));
export const previewInvitation = (token: string) => unwrap(api.POST("/api/invitations/preview", { body: { token } }));
export const acceptInvitation = (body: Schema<"InvitationAccept">) => unwrap(api.POST("/api/invitations/accept", { body }));
export const askForReset = (email: string) => unwrap(api.POST("/api/password-reset", { body: { email } }));
export const redeemReset = (body: Schema<"ResetRedeem">) => unwrap(api.POST("/api/password-reset/redeem", { body }));
export const renameAccount = (name: string, key: string) =>
  unwrap(api.PATCH("/api/account", { body: { name }, headers: writeHeaders(key) }));
export const changePassword = (body: Schema<"PasswordChange">) => unwrap(api.POST("/api/account/password", { body }));
export const revokeSession = (id: string) => unwrap(api.DELETE("/api/sessions/{session}", { params: { path: { session: id } } }));
