"""Verbs that end in a checkable state, and verbs that count what they bring about.

One line a state: `state | side | words`. The side says where the object stands: `before` (项目开工), `after` (印发方案) or
`either`. To teach a verb, add it to a line here and an example to rules/milestones.yaml or rules/quantities.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lantu.plan.text import Basis, State

STATES = """
start | either | 开建 开工 开工建设 新开工 动工 动工建设 启动 启动建设 启动实施 正式启动 全面启动 正式启动建设 全面启动建设 启动编制 启动编撰 破土动工 摘地开工
start | before | 进场施工 全面施工 实质性开工
topped_out | either | 封顶 结构封顶 主体封顶 主体结构封顶
topped_out | before | 主体结构完工 主体完工 主体竣工 主体结构完成 框架结构完成 结构完成 主体建成 主体工程完工
complete | either | 竣工 建成 完工 完成 竣工验收 基本建成 全面建成 全面完成 建成并用好 建成竣工 改造完成 建设完成 竣工交付 建成交付
complete | before | 通过验收 完成验收 通过竣工验收 验收合格 贯通 全线贯通 合龙 交付 交房 销号 收官 摘帽 并表 具备通车条件
operate | either | 投用 投运 开办 开业 投产 上线 投入使用 投入运营 投入运行 投入生产 启用 通车 开通 建成投用 建成投产 建成投运 建成开办
operate | either | 完工投用 竣工投用 竣工投产 竣工投运 投产运营 正式投用 正式投运 正式运营 正式上线 上线运行 建成运营 建成启用 建成通车 建成使用 建成并投用
operate | either | 投产达产 投产满产 建成开业 试运行 试运营 交付投用 建成并投入使用 完成并投入使用 建成上线 全面投用 建成开放 开放运营
operate | before | 交付使用 送电 正式招生 建成招生 开园运营 开业运营 正式开园运营 建成运行 开园 开学 开馆 开诊 开街 开服 通航 首航 首飞 组网运营 招生运行 正式运行 达产 对外开放 开放 正式开放 免费开放 对公众开放 通气 通水 通电 并网发电 实现并网
publish | after | 印发 出台 发布 制定 制订 修订 修编 编制 公布 颁布 印发实施 出台实施 发布实施 制定出台 研究出台 研究制定 研究编制
publish | after | 制定印发 编制印发 制定实施 制定发布 修订完善 修订出台 修订印发 编制发布 编制实施 编制出台 研究起草 起草 启动修订
publish | either | 编制完成 修编完成
publish | after | 编印 推出 形成 完成编制 制定并发布 制定并实施 制定出台并推进落实 编制和发布 编制并组织实施 编制并发布
establish | either | 设立 成立 挂牌 揭牌 组建 组建成立 揭牌成立 挂牌成立 筹建 筹设 正式挂牌 挂牌运行 挂牌运营 挂牌运作 正式成立
establish | before | 落地 落户 落地落户 落户落地 签约落地 落地运营 注册落地
establish | after | 建立 专设 开设 增设 新设 新设立 注册成立 发起设立 组建运营 组建运行
approve | after | 认定 创建为 升格为 评为 认定为 列为 纳入为 晋升为 升级为
approve | either | 批复 获批 通过认定 创建成功 创成 获评 入选 批准 获批建设 成功创建 成功获批 获批复 审议通过
approve | after | 取得 获得
approve | before | 通过评估 通过认证 通过国家验收 取得批复 完成工可批复 获得批复
hold | after | 举办 办好 召开 承办 筹办 主办 开展 组织开展 组织召开 组织举办 成功举办 高质量举办 协办 举行
sign | either | 签约 签订 签署
"""

# Verbs that make a counted number a target though they name no state: `basis | words`. flow: an amount over the period.
COUNTS = """
increment | 新增 新建 净增 新培育 新引进 新认定 新签约 新签 新改建 新改扩建 新增培育 新增设 再新增 新创建 新落地 新开 新投产 新登记
increment | 引进 引育 招引 引入 导入 培育 引进培育 培养 打造 建设 改造 改建 扩建 改扩建 新改扩建 改造提升 提升改造 修复 治理 整治 修缮 修建 架设
increment | 创建 评选 选树 选派 选聘 招录 招聘 招募 发放 培训 盘活 腾退 收储 出让 供应 处置 清退 关停 淘汰 拆除 清理 化解 更新 铺设 敷设
increment | 植树 造林 绿化 营造林 种植 栽植 补植 帮扶 帮助 吸纳 提供 安置 搬迁 转移 转化 配备 购置 添置 采购 投放 配置 增加 安装 加装 布设 部署
increment | 组织 实施 落实 申报 推广 孵化 集聚 累计集聚 储备 登记 归集 筹集 筹措 募集 开发 开办 销售 消化 谋划 策划 促成 接入
increment | 解决 办理 办结 检查 抽检 抽查 监测 巡查 走访 受理 服务 举办 开展 举行 筛查 救助 资助 覆盖 惠及 遴选 推荐 挖掘 复垦 恢复 修订 制定
increment | 发布 出台 推出 编制 聘任 组建 设立 成立 新设立 建立 筹建 增设 开通 上线 认定 获批 签约 签订 落地 入库 升规 上规 纳统 上市 挂牌 入规
increment | 建成 建成投用 建成投运 建成投产 完成 开工 新开工 开工建设 竣工 投产 投用 投运 竣工投产 完工 启动 启动建设 通车 采集 收集 征集 创作 拍摄
increment | 新发展 新铺 新铺设 消除 新植 新打造 新组建 新招引 新申报 新入库 新签订 攻克 淘汰落后 建强 命名 巡检 铺筑
increment | 申请 带动 谋划实施 拓展 新拓展 建档 指导 签约入驻 入驻 组织实施
increment | 除险加固 加固 扶持 轮换 树立 改善提升 惠及 植保 补充 聘请 签订 命名 晋升 配送 扩挖 硬化 亮化 黑化 创办 复绿 归集 评选评定 评定认定
increment | 扩充 再建 再新建 新打通 再造 创作生产 轮训 实训 遴选认定 储备入库
increment | 巩固提升 建设提升 改建提升 提质升级 新开发 新研发 适配
increment | 疏解 疏解提质 推介 输转 增补 排险
level | 稳定 保有
increment | 送戏 送戏下乡 送文化下乡 配齐 放映 补齐 开出
increment | 改善 优化调整 养护修复 升级改造 升级 提档升级 加密 布设 打通 发行 承接 落图 引培 供给 新供应 消纳 组建 收治 巩固 开放 新开通 开工改造 新认证
increment | 布局 维修 更换 疏浚 清淤 建造 生产 收购 缴存 放款 减排 节约 节能 植绿 设置 配建 施划 引聚 选育 开行 开设 编印 公布 命名 评定 评选出
flow | 实现 兑现 投放贷款 接待 吞吐 交易 发电 供水 外送
"""


# 新创, 迁建, 扩种: how new, then what is done. With a second verb in brackets: 新(扩)建, 新建(提升).
PAIRS = (("新", "创评聘招购辟挖植栽种育"), ("改扩续迁重翻增补", "建修铺种植栽"))
BRACKETED = ("新", "改", "新改"), ("改", "扩", "迁", "续", "改扩", "改、扩"), ("建", "造", "修", "铺")
BUILT = ("新建", "改造", "改建", "新改建", "扩建")
BESIDE = ("提升", "改造", "改建", "扩建", "改扩建", "新建", "续建", "维修", "修缮", "完善")


def _formed() -> list[str]:
    """Verbs that are formed, not listed: 新创, 迁建, 新(扩)建, 新建(提升)."""
    plain = [how + done for hows, dones in PAIRS for how in hows for done in dones]
    first, inner, last = BRACKETED
    inside = [f"{a}({b}){c}" for a in first for b in inner for c in last]
    return plain + inside + [f"{a}({b})" for a in BUILT for b in BESIDE if a != b]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the tables: the state it ends in and where its object stands, the basis of what it counts."""

    word: str
    state: State | None = None
    side: str = ""
    basis: Basis | None = None


@cache
def verbs() -> dict[str, Verb]:
    """Every verb of both tables by its word."""
    states: dict[str, tuple[State, str]] = {}
    bases: dict[str, Basis] = {}
    for line in STATES.strip().splitlines():
        state, side, words = (part.strip() for part in line.split("|"))
        states.update((word, (state, side)) for word in words.split())  # type: ignore[misc]
    for line in COUNTS.strip().splitlines():
        basis, words = (part.strip() for part in line.split("|"))
        bases.update((word, basis) for word in words.split())  # type: ignore[misc]
    bases.update(dict.fromkeys((word for word in _formed() if word not in states and word not in bases), "increment"))
    made: dict[str, Verb] = {}
    for word in {**states, **bases}:
        basis = bases.get(word, "increment")
        made[word] = Verb(word, *states[word], basis) if word in states else Verb(word, basis=basis)
    return made
