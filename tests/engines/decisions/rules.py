"""A made-up table for tests."""

HEAD = "U,kind:text(share|growth),done:number%,final:boolean,|,standing:text,limit:number天,since,until,source"
STANDING = f"""{HEAD}
behind,share,< 50,-,,behind,10,2023-01-01,,测试规则一
on course,share,[50..100),-,,on course,20,2023-01-01,,测试规则一
met,share,>= 100%,-,,met,-,2023-01-01,,测试规则二
grows,growth,>= 0,是,,met,-,2023-01-01,2023-12-31,测试规则三
grows more,growth,≥ 5,yes,,met,-,2024/1/1,,测试规则三
"""
