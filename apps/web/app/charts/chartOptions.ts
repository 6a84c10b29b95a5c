/** What every chart is given besides its data. A chart is a function (data, options) -> node. */
export interface ChartOptions {
  /** Of the whole drawing, in CSS pixels; text keeps its size whatever the width. */
  readonly width: number;
  /** Where the node is made: the browser's, or a stand-in where there is none. */
  readonly document?: Document | undefined;
}
