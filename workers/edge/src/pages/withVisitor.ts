const OF_THE_VISITOR = ["cookie", "origin", "sec-fetch-site", "cf-connecting-ip", "x-request-id"];

/**
 * A page's own request to the API, made as the visitor: with their cookie, and with what says where the page request
 * came from, so that a form sent by a foreign page is refused by the API as it would be from the network.
 */
export function withVisitor(request: Request, visitor: Request): Request {
  const headers = new Headers(request.headers);
  for (const name of OF_THE_VISITOR) {
    const value = visitor.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Request(request, { headers });
}
