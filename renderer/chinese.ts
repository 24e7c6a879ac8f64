import { alarmTexts } from './chinese/alarmTexts.ts';
import { alarmViewTexts } from './chinese/alarmViewTexts.ts';
import { challengeTexts } from './chinese/challengeTexts.ts';
import { chartTexts } from './chinese/chartTexts.ts';
import { headTexts } from './chinese/headTexts.ts';
import { historyTexts } from './chinese/historyTexts.ts';
import { historyViewTexts } from './chinese/historyViewTexts.ts';
import { labTexts } from './chinese/labTexts.ts';
import { liveTexts } from './chinese/liveTexts.ts';
import { productTexts } from './chinese/productTexts.ts';
import { saidTexts } from './chinese/saidTexts.ts';
import { keepingTexts } from './chinese/keepingTexts.ts';
import { settingsTexts } from './chinese/settingsTexts.ts';
import { setUpStepTexts } from './chinese/setUpStepTexts.ts';
import { setUpTexts } from './chinese/setUpTexts.ts';
import { shellTexts } from './chinese/shellTexts.ts';
import { teachingTexts } from './chinese/teachingTexts.ts';
import { trendTexts } from './chinese/trendTexts.ts';
import { userTexts } from './chinese/userTexts.ts';
import { versionTexts } from './chinese/versionTexts.ts';

/**
 * Every text of the screen in simplified Chinese. The same word for the same thing everywhere:
 *
 * station 检测站 · product 产品 · recipe 配方 · in force 启用中, put in force 启用 · bundle 模型包
 * inspection 检测 · judge, verdict 判定: pass 合格, fail 不合格, review 复判, unreadable 无法读取 · a person's review 复判
 * head 评分方法 · score 分数 · limit 限值 · anomaly map 异常图 · teach 训练 · calibrate 校准 · good/bad image 良品/不良图像
 * escape 漏检 · overkill 过检 · yield 良率 · challenge 点检 · alarm 报警, acknowledge 确认, shelve 搁置
 * provider 计算设备 · region 区域 · log 日志 · job 工单 · shift 班次 · sign 签字
 * observer 观察员, operator 操作员, engineer 工程师, supervisor 主管
 *
 * People are addressed as 您. Full-width punctuation; a space between a number and a word.
 */
export const chinese = {
  ...shellTexts,
  ...liveTexts,
  ...labTexts,
  ...headTexts,
  ...alarmTexts,
  ...alarmViewTexts,
  ...challengeTexts,
  ...historyTexts,
  ...historyViewTexts,
  ...productTexts,
  ...keepingTexts,
  ...settingsTexts,
  ...setUpTexts,
  ...setUpStepTexts,
  ...teachingTexts,
  ...trendTexts,
  ...userTexts,
  ...versionTexts,
  ...chartTexts,
  ...saidTexts,
};
