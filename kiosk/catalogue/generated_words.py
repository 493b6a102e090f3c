"""The words of which generated items are made: departments of a city with what they deal in, and what is done with it.

Nothing here is anybody's service; names only look like those of a real catalogue.
"""

from typing import Final

DEPARTMENTS: Final[tuple[tuple[str, str, str, str], ...]] = (
    (
        "水务局", "Water Affairs Bureau", "general",
        "取水许可 water abstraction|排水许可 drainage permit|水土保持方案 soil conservation plan|"
        "河道采砂 river sand mining|供水管网接入 water main connection",
    ),
    (
        "林业局", "Forestry Bureau", "agriculture",
        "林木采伐许可 tree felling permit|林地占用 use of forest land|野生植物采集 wild plant collection|"
        "古树名木保护 protection of old trees|木材运输 timber transport",
    ),
    (
        "农业农村局", "Agriculture Bureau", "agriculture",
        "种子生产经营 seed trade|兽药经营许可 veterinary drug trade|动物防疫条件 animal epidemic conditions|"
        "农机购置补贴 farm machine subsidy|渔业捕捞许可 fishing permit",
    ),
    (
        "市场监督管理局", "Market Regulation Bureau", "market",
        "计量器具检定 measuring instruments|特种设备使用 special equipment|广告发布登记 advertising|"
        "食品摊贩登记 food stalls|检验检测机构资质 testing bodies",
    ),
    (
        "住房和城乡建设局", "Housing and Construction Bureau", "housing",
        "施工图审查 construction drawings|燃气经营许可 gas supply permit|房屋安全鉴定 building safety survey|"
        "物业服务企业 property services|城市道路挖掘 road excavation",
    ),
    (
        "交通运输局", "Transport Bureau", "traffic",
        "船舶营运证 vessel operation|道路客运班线 coach route|港口经营许可 port operation|"
        "机动车维修企业 vehicle repair firm|公路超限运输 oversize transport",
    ),
    (
        "生态环境局", "Environment Bureau", "environment",
        "排污许可 discharge permit|辐射安全许可 radiation safety|环境影响评价 environmental assessment|"
        "危险废物经营 hazardous waste|噪声排放 noise emission",
    ),
    (
        "卫生健康委员会", "Health Commission", "health",
        "母婴保健技术 maternal care|放射诊疗许可 radiology permit|公共场所卫生 hygiene of public places|"
        "义诊活动 free clinic|医疗广告审查 medical advertising",
    ),
    (
        "教育局", "Education Bureau", "education",
        "民办学校设立 private school|校车使用许可 school bus|学生资助 student aid|"
        "办学章程核准 school charter|教材选用 textbook selection",
    ),
    (
        "民政局", "Civil Affairs Bureau", "civil_affairs",
        "社会团体成立 association|慈善组织认定 charity|养老机构 care home|"
        "公墓建设 cemetery|地名命名 place name",
    ),
    (
        "司法局", "Justice Bureau", "justice",
        "基层法律服务 local legal service|司法鉴定机构 forensic institution|人民调解员 mediator|"
        "公证机构 notary office|法律援助律师 legal aid lawyer",
    ),
    (
        "财政局", "Finance Bureau", "general",
        "会计代理记账 bookkeeping agency|政府采购供应商 procurement supplier|非税收入退付 refund of charges|"
        "资产评估机构 appraisal firm|财政票据 fiscal receipt",
    ),
    (
        "人力资源和社会保障局", "Human Resources Bureau", "employment",
        "劳务派遣许可 labour dispatch|人力资源服务 recruitment agency|特殊工时 special working hours|"
        "技工院校 technical school|工资保证金 wage deposit",
    ),
    (
        "文化广电体育局", "Culture and Sport Bureau", "culture",
        "营业性演出 commercial performance|娱乐场所 entertainment venue|文物商店 antique shop|"
        "健身器材安装 fitness equipment|体育赛事 sports event",
    ),
    (
        "应急管理局", "Emergency Bureau", "safety",
        "烟花爆竹经营 fireworks trade|危险化学品经营 hazardous chemicals|安全生产许可 work safety permit|"
        "应急预案 emergency plan|矿山安全设施 mine safety",
    ),
    (
        "消防救援支队", "Fire and Rescue", "safety",
        "消防设施 fire equipment|微型消防站 small fire station|消防技术服务 fire consultancy|"
        "大型活动消防 event fire safety|消防宣传 fire education",
    ),
    (
        "自然资源和规划局", "Natural Resources Bureau", "real_estate",
        "建设用地规划 land use plan|采矿权 mining right|临时用地 temporary land use|"
        "测绘资质 surveying|土地复垦 land reclamation",
    ),
    (
        "商务局", "Commerce Bureau", "market",
        "成品油零售 fuel retail|拍卖企业 auction house|对外劳务合作 labour abroad|"
        "单用途预付卡 prepaid cards|旧机动车市场 used car market",
    ),
    (
        "科技局", "Science Bureau", "talent",
        "技术合同 technology contract|科技项目 science project|实验动物使用 laboratory animals|"
        "孵化器 incubator|科普基地 science education base",
    ),
    (
        "城市管理局", "City Management Bureau", "city_order",
        "户外广告设置 outdoor advertising|建筑垃圾处置 building waste|临时占道 road occupation|"
        "绿地占用 use of green space|环卫设施 sanitation",
    ),
    (
        "档案馆", "Archives", "general",
        "婚姻档案 marriage records|学籍档案 school records|知青档案 youth records|"
        "土地档案 land records|工龄档案 service records",
    ),
    (
        "残疾人联合会", "Disabled Persons Federation", "disability",
        "康复救助 rehabilitation aid|辅助器具 assistive devices|助残就业 supported employment|"
        "无障碍改造 barrier-free works|盲人按摩 blind massage",
    ),
    (
        "退役军人事务局", "Veterans Bureau", "veterans",
        "光荣牌 plaque of honour|优抚对象 special care|军休人员 retired officers|"
        "烈士陵园 martyrs cemetery|军创企业 veterans firm",
    ),
    (
        "医疗保障局", "Healthcare Security Bureau", "medical_insurance",
        "定点医药机构 contracted pharmacy|门诊慢病 chronic disease care|生育津贴 maternity benefit|"
        "医疗救助 medical aid|长期护理 long-term care",
    ),
    (
        "总工会", "Trade Union", "employment",
        "困难职工 workers in need|职工疗养 workers recuperation|工会法人资格 union registration|"
        "劳模待遇 model workers|互助保障 mutual aid",
    ),
    (
        "妇女联合会", "Womens Federation", "family",
        "家庭教育 family education|巾帼创业 women entrepreneurs|儿童之家 childrens home|"
        "家事调解 family mediation|两癌救助 cancer aid",
    ),
    (
        "乡村振兴局", "Rural Revival Bureau", "agriculture",
        "防返贫监测 poverty monitoring|小额信贷 small loan|雨露计划 training scheme|"
        "公益岗位 public posts|产业奖补 industry grant",
    ),
    (
        "气象局", "Weather Bureau", "environment",
        "防雷装置 lightning protection|升放气球 balloon release|气象灾害证明 weather damage|"
        "气象资料 weather data|人工影响天气 weather modification",
    ),
)  # fmt: skip
"""Name, in English, theme, and what it deals in: Chinese and English, divided by bars."""

DEEDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("核发", "issue", "application"),
    ("延续", "extension", "application"),
    ("变更", "change", "application"),
    ("注销", "cancellation", "application"),
    ("补办", "replacement", "application"),
    ("备案", "filing", "application"),
    ("年度报告", "yearly report", "application"),
    ("登记", "registration", "application"),
    ("撤回申请", "withdrawal", "application"),
    ("现场核查预约", "appointment for inspection", "application"),
    ("信息更正", "correction", "application"),
    ("结果查询", "result", "query"),
    ("办理进度查询", "progress", "query"),
    ("名录查询", "list", "query"),
    ("决定书打印", "printed decision", "print"),
    ("证明打印", "printed proof", "print"),
)
"""What is done, in English, and the kind of item."""

FORMS: Final = (("", ""), ("临时", "Temporary "), ("简易程序", "Simplified "))

DISTRICTS: Final = (
    ("460105", "秀英区", "Xiuying"),
    ("460106", "龙华区", "Longhua"),
    ("460107", "琼山区", "Qiongshan"),
    ("460108", "美兰区", "Meilan"),
)

TOWNS: Final[tuple[tuple[str, str, str], ...]] = (
    ("460105", "长流镇", "Changliu"), ("460105", "西秀镇", "Xixiu"), ("460105", "海秀镇", "Haixiu"),
    ("460105", "石山镇", "Shishan"), ("460105", "永兴镇", "Yongxing"), ("460105", "东山镇", "Dongshan"),
    ("460106", "城西镇", "Chengxi"), ("460106", "龙桥镇", "Longqiao"), ("460106", "新坡镇", "Xinpo"),
    ("460106", "遵谭镇", "Zuntan"), ("460106", "龙泉镇", "Longquan"), ("460107", "龙塘镇", "Longtang"),
    ("460107", "云龙镇", "Yunlong"), ("460107", "红旗镇", "Hongqi"), ("460107", "三门坡镇", "Sanmenpo"),
    ("460107", "甲子镇", "Jiazi"), ("460107", "旧州镇", "Jiuzhou"), ("460107", "大坡镇", "Dapo"),
    ("460108", "灵山镇", "Lingshan"), ("460108", "演丰镇", "Yanfeng"), ("460108", "三江镇", "Sanjiang"),
    ("460108", "大致坡镇", "Dazhipo"), ("460108", "新埠街道", "Xinbu"),
)  # fmt: skip

OTHER_PLACES: Final[tuple[tuple[str, str, str], ...]] = (
    ("440100", "广州市", "Guangzhou"), ("440300", "深圳市", "Shenzhen"), ("440400", "珠海市", "Zhuhai"),
    ("440600", "佛山市", "Foshan"), ("440700", "江门市", "Jiangmen"), ("440800", "湛江市", "Zhanjiang"),
    ("440900", "茂名市", "Maoming"), ("441900", "东莞市", "Dongguan"), ("450100", "南宁市", "Nanning"),
    ("450200", "柳州市", "Liuzhou"), ("450300", "桂林市", "Guilin"), ("450500", "北海市", "Beihai"),
    ("450600", "防城港市", "Fangchenggang"), ("450700", "钦州市", "Qinzhou"), ("430100", "长沙市", "Changsha"),
    ("430200", "株洲市", "Zhuzhou"), ("430300", "湘潭市", "Xiangtan"), ("430400", "衡阳市", "Hengyang"),
    ("430600", "岳阳市", "Yueyang"), ("520100", "贵阳市", "Guiyang"), ("520300", "遵义市", "Zunyi"),
    ("520400", "安顺市", "Anshun"), ("520200", "六盘水市", "Liupanshui"), ("530100", "昆明市", "Kunming"),
    ("530300", "曲靖市", "Qujing"), ("530400", "玉溪市", "Yuxi"), ("530700", "丽江市", "Lijiang"),
    ("460200", "三亚市", "Sanya"), ("460400", "儋州市", "Danzhou"), ("510100", "成都市", "Chengdu"),
)  # fmt: skip
"""Thirty cities, by GB/T 2260."""
