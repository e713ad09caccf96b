"""Words that say what a number or a verb is not, or whose it is: `kind | words`, one line each.

effort: goes before a promise and adds nothing · support: somebody else acts · habit: a continuing effort, no end state ·
past, future: when · stock: what is there already · subsidy, entry: money given, and to whom · attribute: a size of the
thing named · name: a fixed word that only looks like a verb or a number. To teach a word, add it to its line and give an
example in rules/counter-examples.yaml.
"""

from __future__ import annotations

from functools import cache

TABLE = """
effort | 推动 推进 加快 加快推动 加快推进 力争 确保 争取 努力 全力 积极争取 尽快 促进 促成 实现 务必 全面 正式 及早 提前 加速 率先 配合推动 支持推动
effort | 跟踪服务 力促 抓好 做好 统筹推进 协调推动 高标准 高质量 高水平 高效 如期 按期 按时 顺利 同步 陆续 聚力 着力 强力推进 全力推进 争取实现 推动实现 推进实施
support | 对接 积极对接 支持 鼓励 引导 吸引 允许 倡导 协助 指导 督促 激励 帮助企业 要求 培育和支持 符合条件的 有条件的
habit | 每季度 每月 每年 每周 每半年 每季 逐步 持续 不断 常态化 广泛 深入 积极 扎实 大力 探索 研究推进 有序 稳步 进一步 定期 继续 经常性 适时 深化 探索推进 谋划 研究推动
past | 上一年度 十三五 十三五期间 十二五 2020年底 已达 已达到 已建成 已完成 已累计 首次
past | 已经 截至 截止 去年 上年 过去一年 过去五年 近年来 近五年 五年来 一年来 目前 上年度 去年同期 业已 前几年 迄今 至今 均已 累计已 现已 同期 以来 先后
stock | 现有 既有 原有 存量 拥有 共有 辖区内有 在册 目前有 已有 下辖 设有 辖区 管辖
future | 力争 确保 计划 目标 今年 年内 将 预期 基础上 明年 下一步 预计 全年 年底前 力争到 要
subsidy | 奖励 补贴 补助 资助 奖补 给予 贴息 扶持资金 减免 减征 免征 免收 补偿金 奖金 予以 支持额度 分档 券额 罚款 处以 赔偿 保费 费率 税率 免租
subsidy | 最高扶持 扶持金额 可享受 执行期 租金 出让年限 首期缴纳 每人每月 每月每人 每人每年 每年每人 每户每年 租金优惠 返还 后补助 担保费 授信额度 贷款额度 单户 单个项目 单个企业 同一企业 同一项目 收费标准
entry | 入园项目 入园企业 准入 投资强度 容积率 入驻条件 评选条件 认定条件 申报主体
entry | 注册资本 注册资金 实缴资本 实缴 年满 未满 年龄 学历 申请人 申报条件 申请条件 申报单位 须满足 符合以下条件 门槛
attribute | 年加工 日加工 年处理 日产 设计年产 总投资 总投资额 总规模 占地 占地面积 总占地 总建筑面积 总用地 年产 年产值 日处理 日供水 设计规模 估算投资 概算 总长 全长 容量 净空
attribute | 总装机 总库容 库容 规划面积 规划用地 建筑面积 户均 人均 间隔 服务半径 半径 总投资约 计划总投资 总里程 规划总面积 总容量 投资额 设计产能 时速 为期
name | 建成区 增长极 增长点 增长率 发布会 完成率 开工率 竣工率 签约率 达标率 完好率 建成率 投产率 开放型 开放式 开放度 开放性 开放水平 竣工财务决算
name | 对外开放合作 改革开放 扩大开放 高水平开放 开放合作 开放平台 开放格局 开放创新 开放高地 开放口岸 制度型开放 开放枢纽 双向开放 开放共享 开放经济 高水平对外开放 扩大对外开放
name | 新一轮 新一代 新一批 新一届 一轮 一带 一段 一段时间 一级 一级响应 一类 一家亲 一家人
name | 一体化 一体 一网 一窗 一站式 一件事 一张网 一张图 一流 一批 一系列 一定 一致 一般 一次性 一揽子 一方面 第一 统一 唯一 一次办 最多跑一次 一件一件
name | 创新 高新 革新 最新 全新 焕新 重新 崭新
name | 对接平台 对接会 对接活动 对接机制 对接服务 新造林 重建家园 灾后重建 新种类 新设备 新设施 新装备 新招聘 新增设备
name | 先期开工 数字交付 数字化交付 计划开工 拟开工
name | 上市公司 上市企业 孵化器 培育基地 改造工程 在建项目
name | 生产总值 生产性 生产企业 生产线 生产基地 生产经营 安全生产 签约服务 服务团队 建设计划 服务企业家 服务质量 培训班 培训中心 整治行动 治理能力 治理体系
name | 增加值 增加额 提升行动 提升工程 有组织 线上线下 上线下 线下线上 改革试点 培训行动 新增长 改造任务 治理行动 升级技改 提升计划
name | 协同贯通 纵横贯通 借道开放 持续扩大对内对外开放
name | 商超 招生计划 招生考试 本科招生
name | 一业 一证 一码 一企 一策 一事 一盘棋 一带一路 三农 两化 双碳 三次产业 第三产业 四上 五上 一区 两个毫不动摇 一把手 一对一 点对点 百强 千企 万企
name | 编制数 事业编制 机构编制 建立健全 招生考试 启动仪式 开工仪式 竣工决算 竣工图 落地见效 落地生根 落地落实 落地转化 落地落细 落地服务 签约仪式 落实落地 推动落地
name | 成立以来 设立以来 建成以来 认定标准 认定办法 认定管理 认定条件 完成情况 完成时限 完成时间 上线率 开业率 投用率 运营商 发布厅 举办地 举办权 开办企业 企业开办 开办费
name | 组织部 组织生活 组织领导 组织保障 社会组织 党组织 组织机构 组织体系 服务业 服务员 服务中心 服务站 服务平台 服务体系 服务机构 服务器 服务区 服务能力 组织力
name | 检查站 监测站 监测点 提供者 建设工程 建设项目 建设单位 建设用地 建设局 建设银行 建设资金 开发区 开发商 开发银行 登记证 培训机构 培训基地 开发边界 建设标准
name | 项目建成后 建成后 投产后 竣工后 完成后 出台后 批准后 认定后 建设成果 培育库 储备库 项目储备 储备项目 提供服务 提供支撑 提供保障 公布的 检查考核
"""


@cache
def markers() -> dict[str, frozenset[str]]:
    """Every marker word -> its kinds."""
    found: dict[str, frozenset[str]] = {}
    for line in TABLE.strip().splitlines():
        kind, words = (part.strip() for part in line.split("|"))
        for word in words.split():
            found[word] = found.get(word, frozenset()) | {kind}
    return found
