import type { ServerResponse } from 'node:http';
import { contentSecurityPolicy } from '../../common/contentSecurityPolicy.ts';

/** Headers of every answer; `host` is the checked Host header, whose WebSocket the page may open. */
export function setSecurityHeaders(response: ServerResponse, host: string | undefined): void {
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy(host === undefined ? [] : [`ws://${host}`]),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Cache-Control': 'no-store',
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** Without an icon of its own a browser asks for /favicon.ico, which there is none of. */
const common =
  '<meta name="viewport" content="width=device-width, initial-scale=1">' +
  '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">';

/** A page of one sentence, for a person who came to the wrong place. `head` is markup of ours for the page's head. */
export function respondSentence(response: ServerResponse, status: number, sentence: string, head = ''): void {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8">${common}${head}<title>Plumbline</title></head><body><p>${escaped(sentence)}</p></body></html>\n`;
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(page);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
