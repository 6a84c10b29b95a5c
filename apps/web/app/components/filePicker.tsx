import { Dropzone } from "@mantine/dropzone";
import { LIMITS } from "@plumbline/contract";
import { useState } from "react";
import { formatBytes } from "../format/formatNumber.ts";
import styles from "./filePicker.module.css";

interface Props {
  readonly busy: boolean;
  readonly onFile: (file: Blob, name: string) => void;
}

/** A file by dropping or choosing it, or rows by pasting them. */
export function FilePicker({ busy, onFile }: Props) {
  const [pasted, setPasted] = useState("");
  const [tooLarge, setTooLarge] = useState(false);
  return (
    <div className="stack" style={{ gap: "1rem" }}>
      <Dropzone
        className={styles["zone"] ?? ""}
        multiple={false}
        maxSize={LIMITS.uploadBytes}
        loading={busy}
        onDrop={([file]) => {
          setTooLarge(false);
          if (file !== undefined) onFile(file, file.name);
        }}
        onReject={() => setTooLarge(true)}
        aria-label="Choose a file of outputs"
        inputProps={{ "aria-label": "File of outputs" }}
      >
        <p className={styles["main"]}>Drop a file of outputs here, or choose one</p>
        <p className="faint small">
          JSONL with one response per line, or rows with lists of responses. Plain or gzip, up to{" "}
          {formatBytes(LIMITS.uploadBytes)}.
        </p>
      </Dropzone>
      {tooLarge ? (
        <p className="note note-danger" role="alert">
          This file is larger than {formatBytes(LIMITS.uploadBytes)}.
        </p>
      ) : null}
      <details>
        <summary className="small">Paste rows instead</summary>
        <div className={styles["paste"]}>
          <textarea
            className="input mono"
            rows={6}
            aria-label="Rows"
            spellCheck={false}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
            placeholder='{"problem_id": "p1", "response": "... so the answer is 42", "model": "my-model"}'
          />
          <button
            type="button"
            className="button"
            disabled={pasted.trim() === ""}
            onClick={() => onFile(new Blob([pasted]), "pasted rows")}
          >
            Read these rows
          </button>
        </div>
      </details>
    </div>
  );
}
