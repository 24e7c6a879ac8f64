/** The figures of a chart as text: what is read where the drawing cannot be seen. */
export interface ChartTable {
  readonly columns: readonly { readonly label: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** How the keyboard goes along the values of one series of a chart. */
export interface ChartWalk {
  readonly seriesIndex: number;
  readonly count: number;
  /** Values in a row of a grid: arrows up and down go a row on. Null: there is one row. */
  readonly columns: number | null;
  /** Whether Enter, as a click, does something (`press`). */
  readonly canPress: boolean;
  /** What is read out at a value. */
  describe(dataIndex: number): string;
}

export interface ChartPress {
  readonly seriesIndex: number;
  readonly dataIndex: number;
}
