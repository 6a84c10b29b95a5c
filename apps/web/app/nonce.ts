import { createContext } from "react";

/** The nonce of this page's Content-Security-Policy; empty where there is none. */
export const NonceContext = createContext("");
