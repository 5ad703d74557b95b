/** Each action with what may be typed for it: the character dispatchers learn, its pinyin, letters of an English keyboard, and what else they may call it. */
const TABLE = `
  start-triage 研 yan t
  add-opinion 意 yi op
  decide-fast 快 kuai df
  decide-normal 普 pu dn 转
  split 拆 chai sp
  locate 标 biao lo
  answer 答 da an
  ask-materials 补 bu am
  receive-materials 收补 shoubu rm
  correct-complainant 更 geng cc
  record-unreachable 联 lian un
  send-to-presettlement 和 he ps 转
  settle-before 和成 hecheng sb
  fail-presettlement 和败 hebai fp
  issue-directive 令 ling id
  recall-directive 撤令 cheling rd
  cancel-directive 销令 xiaoling cd
  ack-directive 代签 daiqian ad
  decline-directive 代退 daitui dd
  respond 代回 daihui rs
  depart 代出 daichu dp
  arrive 代到 daidao ar
  finish-scene 代毕 daibi fs
  reassign 改派 gaipai ra
  route 分 fen rt 转
  sign 签 qian sg
  return 退 tui b
  take-in-return 收 shoutui ti
  re-reply 再 zai rr
  first-reply 回 hui h
  dispute-jurisdiction 争 zheng dj
  settle-dispute 定管 dingguan sd
  accept 受 shou a
  tell-acceptance 受告 shougao ta
  refuse 不 bu no 拒
  approve 批 pi ok
  send-back 驳 bo bk
  start-mediation 调 tiao m
  pause-for-appraisal 鉴 jian pa
  resume-mediation 续 xu re
  request-recusal 避 bi rq
  decide-recusal 避决 bijue dr
  agree 协 xie ag
  end-mediation 终 zhong e
  notify-ended 告 gao ne
  find-clue 线 xian cl
  extend-verification 延 yanqi ex
  pause-verification 扣 kou pv
  resume-verification 恢 huifu rv
  file-report 立 li fi
  not-file 不立 buli nf
  inform-reporter 告举 gaoju ir
  close 结 jie c
  feedback 反 fan fb
  return-visit 访 fang v 回访
  finish-review 复 fu rw
  decide-publicity 公 gong p
  archive 归 gui g
  reopen 重 chong ro
  merge 并 bing j
  withdraw 撤诉 chesu wd
  transfer-out 移 yisong to 转
  take-over 提 ti ov
  supervise 督 du u
  answer-supervision-request 督建 dujian as
  reply-supervision 督回 duhui us
  close-supervision 销 xiao uc
  ack-card 卡 ka k
  reply-card 卡回 kahui kr
`;

export const KEYS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  TABLE.trim()
    .split("\n")
    .map((line) => line.trim().split(" "))
    .map(([command, ...keys]) => [command, keys]),
);
