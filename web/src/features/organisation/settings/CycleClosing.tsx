import { useQuery } from "@tanstack/react-query";
import { keyOf } from "@/api/cache";
import { api, unwrap } from "@/api/client";
import { i18n } from "@/i18n/i18n";
import { FormDialog } from "@/ui/Dialog";
import { ReasonDialog } from "@/ui/ReasonDialog";
import { ErrorState, SkeletonRows } from "@/ui/states";
import type { Cycle } from "@/widgets/goals/queries";
import { useWorkspace } from "@/widgets/workspace";
import { useCloseCycle, useReopenCycle } from "../cycles";

/** Closing freezes everything: what is not graded yet is said first, and what becomes of it. */
export function CloseCycle({ cycle, close }: { cycle: Cycle; close: () => void }) {
  const { slug } = useWorkspace();
  const write = useCloseCycle();
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(slug, "reviews", cycle.id),
    queryFn: ({ signal }) => unwrap(api.GET("/api/w/{workspace}/cycles/{cycle}/reviews", { params: { path: { workspace: slug, cycle: cycle.id } }, signal })),
  });
  const open = data ? data.key_results - data.graded : 0;
  const late = data ? [...data.teams, ...(data.without_team ? [data.without_team] : [])].filter((team) => team.graded < team.key_results) : [];
  return (
    <FormDialog
      title={i18n._({ id: "settings.cycles.closing", message: "Close {name}", values: { name: cycle.name } })}
      close={close}
      submit={open > 0 ? i18n._({ id: "settings.cycles.closeAnyway", message: "Close with the suggested scores" }) : i18n._({ id: "settings.cycles.close.do", message: "Close it" })}
      onSubmit={() => void write.ask(cycle.id).then(close, () => undefined)}
      busy={write.isPending || !data}
    >
      <p>{i18n._({ id: "settings.cycles.closing.note", message: "Its goals and their numbers stay as they are from now on. It can be opened again, with a reason." })}</p>
      {error && <ErrorState error={error} retry={() => void refetch()} small />}
      {!data && !error && <SkeletonRows rows={2} />}
      {data && open === 0 && <p>{i18n._({ id: "settings.cycles.allGraded", message: "Everything has its final score." })}</p>}
      {open > 0 && (
        <>
          <p>
            {i18n._({
              id: "settings.cycles.ungraded",
              message: "{n, plural, one {# key result has} other {# key results have}} no final score yet. Whoever grades them can say why; else the score that the numbers suggest is kept.",
              values: { n: open },
            })}
          </p>
          <ul>
            {late.map(({ team, graded, key_results }) => (
              <li key={team.id}>
                {i18n._({ id: "settings.cycles.teamGraded", message: "{team}: {graded} of {n} graded", values: { team: team.name || i18n._({ id: "goals.noTeam", message: "Without a team" }), graded, n: key_results } })}
              </li>
            ))}
          </ul>
        </>
      )}
    </FormDialog>
  );
}

/** Opening a closed cycle is an event with a reason. */
export function ReopenCycle({ cycle, close }: { cycle: Cycle; close: () => void }) {
  const reopen = useReopenCycle();
  return (
    <ReasonDialog
      title={i18n._({ id: "settings.cycles.reopening", message: "Open {name} again", values: { name: cycle.name } })}
      submit={i18n._({ id: "settings.cycles.reopen.do", message: "Open it" })}
      label={i18n._({ id: "settings.cycles.reopen.reason", message: "Why may its goals change again?" })}
      help={i18n._({ id: "settings.cycles.reopen.help", message: "Scores that people gave stay; those that were only taken over are open again." })}
      send={(reason) => reopen.ask({ id: cycle.id, reason })}
      busy={reopen.isPending}
      close={close}
    />
  );
}
