import { Trans } from "@lingui/react";
import { useQuery } from "@tanstack/react-query";
import { i18n } from "@/i18n/i18n";
import { ConfirmDanger } from "@/ui/ConfirmDanger";
import { useWorkspace } from "../workspace";
import { sampleQuery, useClearSample } from "./queries";

/** Asks once, names what goes, and clears. */
export function ClearSampleDialog({ close }: { close: () => void }) {
  const { slug } = useWorkspace();
  const { data } = useQuery(sampleQuery(slug));
  const clear = useClearSample();
  return (
    <ConfirmDanger
      title={i18n._({ id: "sample.clearTitle", message: "Clear the sample company?" })}
      confirm={i18n._({ id: "sample.clear", message: "Clear it" })}
      busy={clear.isPending}
      onConfirm={() => void clear.ask(null).then(close, close)}
      close={close}
    >
      <p>
        {data ? (
          <Trans
            id="sample.clearCounts"
            message="{objectives, plural, one {# objective} other {# objectives}}, {tasks, plural, one {# task} other {# tasks}} and {people, plural, one {# person} other {# people}} go for good. What you made beside them stays."
            values={{ objectives: data.counts.objectives, tasks: data.counts.tasks, people: data.counts.people }}
          />
        ) : (
          <Trans id="sample.clearNote" message="Everything marked as sample goes for good. What you made beside it stays." />
        )}
      </p>
      {data?.whole && (
        <p>
          <Trans id="sample.whole" message="This workspace was made for the sample: if you have another one, this one goes as a whole." />
        </p>
      )}
    </ConfirmDanger>
  );
}
