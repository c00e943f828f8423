import "./Themed";
import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import { Modal } from "@mantine/core";
import type { DialogProps } from "../Dialog";
import styles from "../Dialog.module.css";
import { Themed } from "./Themed";
import { useReturnFocus } from "./useReturnFocus";

const widths = { s: 400, m: 560, l: 800 };
const parts = { overlay: styles.overlay, content: styles.content, header: styles.header, title: styles.title, body: styles.body, close: styles.close };

export function DialogBody({ title, close, size = "m", children }: DialogProps) {
  useReturnFocus();
  return (
    <Themed>
      <Modal opened onClose={close} title={title} size={widths[size]} yOffset="10dvh" classNames={parts} transitionProps={{ duration: 120 }}>
        <div ref={startInFirstField}>{children}</div>
      </Modal>
    </Themed>
  );
}

/** Mantine gives the focus to what is marked, else to the close button: a form starts in its first field. */
function startInFirstField(body: HTMLDivElement | null): void {
  if (body && !body.querySelector("[data-autofocus]")) {
    body.querySelector("input:not([type=hidden]), textarea, select")?.setAttribute("data-autofocus", "true");
  }
}
