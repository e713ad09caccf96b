"""Made-up flows for tests."""

HEAD = "step,zh: 测试流程,en: A flow,who,within,remind,escalate,next,source\n"
SIGN_OFF = (
    HEAD
    + """draft,拟稿,Draft,@author,10,2,-,submit:head,测试规定
head,负责人审核,Head,organisation_head@unit,3,1,office,approve:leader|return:draft,测试规定
leader,领导审定,Leader,leader,5,-,-,approve:end|return:draft|reject:end,测试规定
"""
)
SUPERVISION = (
    HEAD
    + """sign,签收,Sign,@unit,1,-,-,sign:report,测试规定
report,反馈,Report,@unit,10,2,office,report:report|finish:strike,测试规定
strike,销号,Strike,office,-,-,-,strike:end|return:report,测试规定
"""
)
