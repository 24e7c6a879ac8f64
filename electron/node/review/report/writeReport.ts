import { dirname } from 'node:path';
import { headText } from '../../../common/audit.ts';
import type { ReportKind, ReportOrder } from '../../../common/report.ts';
import { auditHead } from '../../store/audit.ts';
import type { StationDatabase } from '../../store/db.ts';
import { zoneOf } from '../../audit/zoneOf.ts';
import type { ExportProgress } from '../exports.ts';
import type { Parts } from '../exportParts.ts';
import type { PdfOrder } from '../reviewProtocol.ts';
import { acceptanceReport } from './acceptanceReport.ts';
import { softInk } from './drawing/colours.ts';
import { createSheet, type Sheet } from './drawing/sheet.ts';
import { localTime } from './localTimes.ts';
import { productReport } from './productReport.ts';
import type { ReportPlan } from './reportTask.ts';
import { shiftReport } from './shiftReport.ts';

type Plans = {
  readonly [Kind in ReportKind]: (
    db: StationDatabase,
    report: Extract<ReportOrder, { kind: Kind }>,
  ) => ReportPlan;
};
const plans: Plans = { shift: shiftReport, product: productReport, acceptance: acceptanceReport };

export interface ReportWriting {
  readonly db: StationDatabase;
  readonly fonts: URL;
  readonly order: PdfOrder;
  readonly parts: Parts;
  readonly progress: ExportProgress;
}

/** Writes a report as PDF, part by part; answers its bytes. */
export async function writeReport({ db, fonts, order, parts, progress }: ReportWriting): Promise<number> {
  // Kind and plan belong together, which the union cannot express.
  const planOf = plans[order.report.kind] as (db: StationDatabase, report: ReportOrder) => ReportPlan;
  const plan = planOf(db, order.report);
  const head = headText(auditHead(db));
  const sheet = createSheet({
    ...{ file: parts.place(0), fontFolder: fonts, by: order.by, createdAt: new Date(order.at) },
    title: `${plan.title}: ${plan.subtitle}`,
    subject: head,
  });
  try {
    drawTitle(sheet, plan, order);
    const home = dirname(db.name);
    progress.expected(plan.parts.length + 1);
    for (const [index, part] of plan.parts.entries()) {
      progress.checkStop();
      await part({ db, home, order, sheet });
      progress.written(index + 1);
    }
    progress.checkStop();
    drawMissing(sheet);
    const sizeBytes = await sheet.finish(`Plumbline ${order.version} · ${head}`);
    progress.written(plan.parts.length + 1);
    return sizeBytes;
  } catch (error) {
    await sheet.abandon();
    throw error;
  }
}

function drawTitle(sheet: Sheet, { title, subtitle }: ReportPlan, { by, at }: PdfOrder): void {
  const zone = zoneOf(new Date(at));
  sheet.draw(title, sheet.left, sheet.y, { size: 9, colour: softInk, isBold: true });
  sheet.advance(13);
  for (const words of sheet.wrap(subtitle, { size: 20, isBold: true, width: sheet.width, lines: 2 })) {
    sheet.draw(words, sheet.left, sheet.y, { size: 20, isBold: true });
    sheet.advance(27);
  }
  sheet.paragraph(`Written ${localTime(at)} by ${by}. Times are the station's, ${zone}.`, {
    colour: softInk,
  });
  sheet.advance(8);
}

function drawMissing(sheet: Sheet): void {
  const { missing } = sheet.fonts;
  if (missing.size === 0) return;
  const some = [...missing].slice(0, 40).map((character) => {
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
  sheet.advance(6);
  sheet.paragraph(
    `Some characters are printed as a box, since this computer has no font for them (${some.join(', ')}). Exports of the log have them.`,
    { colour: softInk, size: 8 },
  );
}
