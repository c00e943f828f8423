import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { i18n } from "@/i18n/i18n";
import { LinkButton } from "@/ui/Button";
import { ErrorState, SkeletonRows } from "@/ui/states";
import { bootstrapQuery } from "../queries";
import { useEnter } from "../useEnter";
import { IdentityFrame } from "./IdentityFrame";

const again = 800;

/** The demo company is being made on the server: asks until it is there, then goes in. */
export function FillingDemo() {
  const enter = useEnter();
  const { data, error, refetch } = useQuery({ ...bootstrapQuery, staleTime: 0, refetchInterval: again });
  const sample = data?.workspaces.find((workspace) => workspace.sample);
  const done = data !== undefined && !data.filling;
  useEffect(() => {
    if (done) void enter(data, sample && `/w/${sample.slug}`);
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it is there
  }, [done]);
  return (
    <IdentityFrame
      title={i18n._({ id: "identity.filling.title", message: "Sixty people are moving in" })}
      lead={i18n._({ id: "identity.filling.lead", message: "A year of goals, work and history is being written. It takes a few seconds." })}
      foot={data?.workspaces[0] && <LinkButton to="/">{i18n._({ id: "identity.filling.skip", message: "Start with my own workspace meanwhile" })}</LinkButton>}
    >
      {error ? <ErrorState error={error} retry={() => void refetch()} small /> : <SkeletonRows rows={4} />}
    </IdentityFrame>
  );
}
