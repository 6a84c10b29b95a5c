/** Who may see a run that is being made; "Only you" unless the form says otherwise. */
export function VisibilityChoices() {
  return (
    <>
      <legend>Who may see it</legend>
      <div className="choices">
        <label>
          <input type="radio" name="visibility" value="private" defaultChecked /> Only you
        </label>
        <label>
          <input type="radio" name="visibility" value="unlisted" /> Everybody with the link
        </label>
        <label>
          <input type="radio" name="visibility" value="public" /> Everybody, on the leaderboard
        </label>
      </div>
    </>
  );
}
