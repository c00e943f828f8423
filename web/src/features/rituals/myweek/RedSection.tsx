import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { i18n } from "@/i18n/i18n";
import { narrow } from "@/lib/numbers";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/layout";
import { Line, Lines } from "@/ui/Lines";
import { useReveal } from "@/ui/useReveal";
import { HealthBadge } from "@/widgets/goals/HealthBadge";
import { ProgressNumber } from "@/widgets/goals/ProgressNumber";
import { useWorkspace } from "@/widgets/workspace";
import { FirstCause } from "./FirstCause";
import type { MyWeek } from "./queries";

const SHOWN = 5;

/** My key results that need me, each with what stands in the way most; the sentence of its health is behind the word. */
export function RedSection({ lines }: { lines: MyWeek["reds"] }) {
  const { slug, me } = useWorkspace();
  const box = useRef<HTMLDivElement>(null);
  const [all, reveal] = useReveal(box, SHOWN);
  return (
    <Section title={i18n._({ id: "myweek.reds", message: "{count, plural, one {One of my key results is not on track} other {# of my key results are not on track}}", values: { count: lines.length } })}>
      <div ref={box}>
        <Lines sides="56px 84px">
          {(all ? lines : lines.slice(0, SHOWN)).map((line) => (
            <Line
              key={line.key_result.id}
              title={
                <Link to="/w/$workspace/key-results/$keyResult" params={{ workspace: slug, keyResult: line.key_result.id }}>
                  {narrow(line.key_result.title)}
                </Link>
              }
              facts={[line.owner && line.owner.id !== me.member && line.owner.name, me.role === "guest" && narrow(line.health.sentence)]}
              more={me.role !== "guest" && <FirstCause line={line} />}
            >
              <ProgressNumber subject="key_result" id={line.key_result.id} display={line.progress.display} of={line.key_result.title} />
              <HealthBadge health={line.health} bare />
            </Line>
          ))}
        </Lines>
      </div>
      {!all && lines.length > SHOWN && (
        <Button variant="quiet" size="s" onClick={reveal}>
          {i18n._({ id: "checkins.history.all", message: "Show all {count}", values: { count: lines.length } })}
        </Button>
      )}
    </Section>
  );
}
