import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { i18n, useFormatLocale } from "@/i18n/i18n";
import { addDays, fromIso } from "@/lib/dates";
import { dateFormat } from "@/lib/formats";
import { Page } from "@/ui/layout";
import { useShortcuts } from "@/ui/shortcuts";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { useToday } from "@/widgets/today";
import { useWorkspace } from "@/widgets/workspace";
import { MyCommitments } from "../MyCommitments";
import { DueSection } from "./DueSection";
import { Quiet, Welcome } from "./Quiet";
import { RedSection } from "./RedSection";
import { TaskSection } from "./TaskSection";
import { type MyWeek, myWeekQuery } from "./queries";

/** What do I owe, and what moves my key results? The page a workspace opens at. */
export function MyWeekPage() {
  const { slug } = useWorkspace();
  const { data, error, refetch } = useQuery(myWeekQuery(slug));
  return (
    <Page title={i18n._({ id: "nav.myWeek", message: "My week" })} crumbs={<Dates />} width="read">
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows rows={9} height={44} />}
      {data && <Loaded week={data} />}
    </Page>
  );
}

function Loaded({ week }: { week: MyWeek }) {
  const { slug } = useWorkspace();
  const navigate = useNavigate();
  const begin = () => void navigate({ to: "/w/$workspace/check-ins", params: { workspace: slug } });
  const owed = week.due.length > 0;
  useShortcuts(owed ? [{ keys: "b", group: i18n._({ id: "nav.myWeek", message: "My week" }), label: i18n._({ id: "myweek.begin", message: "Begin the check-ins" }), run: begin }] : []);
  if (isNew(week)) return <Welcome week={week} />;
  return (
    <>
      {owed ? <DueSection lines={week.due} /> : <Quiet week={week} />}
      <MyCommitments />
      {week.reds.length > 0 && <RedSection lines={week.reds} />}
      {week.tasks.length > 0 && <TaskSection week={week} />}
    </>
  );
}

const isNew = (week: MyWeek): boolean => week.mine === 0 && week.tasks.length === 0 && week.due.length === 0;

/** "Mon 16 Nov to Sun 22 Nov", by the week of the workspace. */
function Dates() {
  const { workspace } = useWorkspace();
  const today = useToday();
  const locale = useFormatLocale();
  const back = (fromIso(today).getDay() + 7 - (workspace.week_start % 7)) % 7;
  const first = addDays(today, -back);
  const format = dateFormat({ weekday: "short", day: "numeric", month: "short" }, locale);
  return <span className="num">{format.formatRange(fromIso(first), fromIso(addDays(first, 6)))}</span>;
}
