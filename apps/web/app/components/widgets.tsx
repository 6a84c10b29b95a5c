/**
 * The widget library, for the pages that need more than HTML offers. Decision: only those pages load it, so that reading
 * a leaderboard costs no widget; its variables are set to our own palette, so that the two look like one.
 */
import "@mantine/core/styles/default-css-variables.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "@mantine/core/styles/Loader.layer.css";
import "@mantine/core/styles/LoadingOverlay.layer.css";
import "@mantine/core/styles/Overlay.layer.css";
import "@mantine/core/styles/Progress.layer.css";
import "@mantine/core/styles/SegmentedControl.layer.css";
import "@mantine/core/styles/FloatingIndicator.layer.css";
import "@mantine/dropzone/styles.layer.css";
import "./widgets.css";
import { createTheme, MantineProvider } from "@mantine/core";
import { type ReactNode, useContext } from "react";
import { NonceContext } from "../nonce.ts";

const theme = createTheme({
  fontFamily: "var(--font)",
  defaultRadius: 4,
  respectReducedMotion: true,
});

export function Widgets({ children }: { readonly children: ReactNode }) {
  const nonce = useContext(NonceContext);
  return (
    <MantineProvider theme={theme} getStyleNonce={() => nonce} withGlobalClasses={false}>
      {children}
    </MantineProvider>
  );
}
