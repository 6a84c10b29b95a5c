import { openD1 } from "./openD1.ts";
import { storeSuite } from "./storeSuite.ts";

storeSuite("D1", openD1);
