import { Link } from "react-router";
import styles from "./siteFooter.module.css";

export function SiteFooter() {
  return (
    <footer className={styles["footer"]}>
      <div>
        <p>Every score comes with its interval, its grader and the outputs behind it.</p>
        <nav aria-label="More">
          <Link to="/try">Try the checker</Link>
          <a href="/api/docs">API</a>
          <a href="/api/v1/openapi.json">OpenAPI</a>
        </nav>
      </div>
    </footer>
  );
}
