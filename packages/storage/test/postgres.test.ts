import { openPostgres } from "./openPostgres.ts";
import { storeSuite } from "./storeSuite.ts";

storeSuite("PostgreSQL", openPostgres);
