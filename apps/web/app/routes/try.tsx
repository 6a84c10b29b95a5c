export default function Try() {
  return null;
}
