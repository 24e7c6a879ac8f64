import { electronHost } from './electronHost.ts';
import { mountApp } from './mountApp.ts';
import { webHost } from './webHost.ts';

mountApp(electronHost() ?? webHost());
