import "./Themed";
import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Drawer.layer.css";
import { Drawer } from "@mantine/core";
import { i18n } from "@/i18n/i18n";
import type { SidePanelProps } from "../SidePanel";
import styles from "../SidePanel.module.css";
import { Themed } from "./Themed";
import { useReturnFocus } from "./useReturnFocus";

const parts = { overlay: styles.overlay, content: styles.content, header: styles.header, title: styles.title, body: styles.body };

export function SidePanelBody({ title, close, actions, side = "end", narrow = false, children }: SidePanelProps) {
  useReturnFocus();
  const position = (side === "end") === (document.documentElement.dir !== "rtl") ? "right" : "left";
  return (
    <Themed>
      <Drawer.Root opened classNames={parts} onClose={close} position={position} size={narrow ? 300 : 620} transitionProps={{ duration: 140 }}>
        <Drawer.Overlay />
        <Drawer.Content aria-label={title}>
          <Drawer.Header>
            <Drawer.Title>{title}</Drawer.Title>
            {actions}
            <Drawer.CloseButton aria-label={i18n._({ id: "ui.close", message: "Close" })} />
          </Drawer.Header>
          <Drawer.Body>{children}</Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </Themed>
  );
}
