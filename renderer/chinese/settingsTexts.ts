import type { settingsTexts as original } from '../english/settingsTexts.ts';
import { translation } from '../translation.ts';

export const settingsTexts = translation<typeof original, 'chinese'>()({
  'settings.version': 'Plumbline {version}',
  'settings.screen': '此屏幕',
  'settings.theme': '主题',
  'settings.themeHelp': '“自动”跟随系统。深色适合昏暗的车间。',
  'settings.languageHelp': '对此屏幕有效；登录后对您本人有效。',
  'settings.station': '检测站',
  'settings.provider': '判定运行于',
  'providerHelp.auto': '通过计时测试的最快设备。',
  'providerHelp.cpu': '始终可用。',
  'providerHelp.cuda': 'Linux 上的 NVIDIA 显卡。',
  'providerHelp.webgpu': '任何品牌的显卡。',
  'providerHelp.dml': 'Windows 上的显卡。',
  'providerHelp.coreml': 'Apple 计算机。',
  'settings.hours': '班次开始时间（时）',
  'settings.hoursHelp': '当地时间，例如 6, 14, 22。计数和良率重新开始。',
  'settings.hoursWrong': '小时应为 0 到 23 的整数，而不是“{typed}”。',
  'settings.days': '图片保存天数',
  'settings.daysHelp': '更早的图片会被删除，日志记录保留。',
  'settings.disk': '可用磁盘空间低于此值报警（MB）',
  'settings.diskHelp': '检测继续。',
  'settings.countWrong': '请输入整数，1 或以上。',
  'settings.saved': '已保存',

  'backUp.heading': '备份日志',
  'backUp.folder': '备份文件夹',
  'backUp.help': '在检测继续的同时生成数据库的完整副本。',
  'backUp.start': '立即备份',
  'backUp.done': '{path}，{size}',
});
