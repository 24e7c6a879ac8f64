import type PDFDocument from 'pdfkit';

export type ReportDocument = InstanceType<typeof PDFDocument>;
