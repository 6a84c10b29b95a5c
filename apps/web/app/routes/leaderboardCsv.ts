import { loadApi, orPage } from "../api/loadApi.ts";
import { writeBoardCsv } from "../format/writeBoardCsv.ts";
import type { Route } from "./+types/leaderboardCsv.ts";

export async function loader({ params, context }: Route.LoaderArgs) {
  const board = await orPage(loadApi(context).leaderboard(params.slug));
  return new Response(writeBoardCsv(board), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${board.benchmark.slug}-v${board.benchmark.version}.csv"`,
    },
  });
}
