"""The kinds of fault that surveys can have."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.measure import Citation
from jxassess.words import Words

_SURVEY = Citation(7, item=2)

NO_COLUMN = FaultKind(
    "no_column",
    None,
    Words("no column is named here", "此处未填写列名"),
    Words("name the column of the records", "请填写记录中的列名"),
)
SAME_COLUMN = FaultKind(
    "same_column",
    None,
    Words("the column {value} is named twice", "列{value}重复"),
    Words("name another column", "请改用其他列"),
)
PERSONAL_COLUMN = FaultKind(
    "personal_column",
    None,
    Words("the column {value} looks like names, identity numbers or telephones", "列{value}疑似姓名、证件号码或电话"),
    Words("leave it out; number the households by village instead", "请勿使用；请在村内为住户编号"),
)
BAD_WEIGHT_PLACES = FaultKind(
    "bad_weight_places",
    None,
    Words("{value} decimal places of weights", "权重小数位数{value}不合规"),
    Words("give a whole number from 0 to 10", "请给出0至10的整数"),
)
NO_VILLAGES = FaultKind(
    "no_villages",
    None,
    Words("a stratum of {value} villages", "层内村数为{value}"),
    Words("give the number of all its villages", "请填写该层全部村数"),
)
NO_WEIGHT_PLACES = FaultKind(
    "no_weight_places",
    None,
    Words("how many decimal places the weights in {value} have is not said", "未说明权重列{value}的小数位数"),
    Words("give the most that any weight has, 0 where all are whole", "请填写权重最多的小数位数，均为整数时填0"),
)
NO_STRATUM_COLUMN = FaultKind(
    "no_stratum_column",
    None,
    Words(
        "the stratum {value} has a name, and the design names no column of strata",
        "层{value}有名称，而设计未填写层的列名",
    ),
    Words(
        "name the column in `stratum`, or leave the name of the stratum out", "请在stratum中填写列名，或删去层的名称"
    ),
)
NOT_A_CODE = FaultKind(
    "not_a_code",
    None,
    Words("{value} is no six-digit code as text", "{value}不是六位数字的代码文本"),
    Words('write it in quotes, such as "990121"', '请加引号书写，例如"990121"'),
)
NOT_A_NAME = FaultKind(
    "not_a_name",
    None,
    Words("{value} is no text", "{value}不是文本"),
    Words("write the stratum as the records name it, in quotes", "请按记录中的名称加引号书写"),
)
REPEATED_QUESTION = FaultKind(
    "repeated_question",
    None,
    Words("the question has a second column, {value}, beside {other}", "该问题除列{other}外又有列{value}"),
    Words("keep one of them", "请只保留一个"),
)
REPEATED_STRATUM = FaultKind(
    "repeated_stratum",
    None,
    Words("the stratum {value} stands here twice", "层{value}重复"),
    Words("keep one of them", "请只保留一个"),
)

# The records


MISSING_COLUMN = FaultKind(
    "missing_column",
    None,
    Words("the records have no column {name}", "记录中没有列{name}"),
    Words("name one of: {names}", "请从以下列名中选择：{names}"),
)
COLUMN_TWICE = FaultKind(
    "column_twice",
    None,
    Words("two columns of the records have one name", "记录中列名重复"),
    Words("rename one of them", "请修改其中一个列名"),
)
BAD_TYPE = FaultKind(
    "bad_type",
    None,
    Words("the column is of type {value}, which is not read here", "列的类型为{value}，不能读取"),
    Words("give {wanted}", "请使用{wanted}"),
)
UNKNOWN_QUESTION = FaultKind(
    "unknown_question",
    None,
    Words("the scheme asks no question {value}", "方案中没有问题{value}"),
    Words("leave the column out or mend the key of the question", "请删除该列或更正问题的标识"),
)
SAME_COUNTY = FaultKind(
    "same_county",
    None,
    Words("two counties have the code {value}", "县代码{value}重复"),
    Words("keep one of them", "请只保留一个"),
)
KEY_NOT_WHOLE = FaultKind(
    "key_not_whole",
    None,
    Words("numbers that are not whole (records: {value})", "数值不是整数（{value}条记录）"),
    Words("give whole numbers or text", "请使用整数或文本"),
)
PERSONAL_VALUE = FaultKind(
    "personal_value",
    None,
    Words(
        "what seems to be an identity number or a telephone number (records: {value})",
        "疑似身份证号码或电话号码（{value}条记录）",
    ),
    Words("take it out; number the households by village instead", "请删除；请在村内为住户编号"),
)
TOO_LARGE = FaultKind(
    "too_large",
    None,
    Words(
        "{value} records with such weights and persons may add up to 2^63 or more",
        "{value}条记录的加权合计可能达到2^63",
    ),
    Words("mend the weights, or give them fewer decimal places", "请更正权重，或减少权重小数位数"),
)
WRONG_RECORDS = FaultKind(
    "wrong_records",
    _SURVEY,
    Words("{what} (records: {value})", "{what}（{value}条记录）"),
    Words("mend the records", "请更正记录"),
)
VILLAGE_IN_TWO_STRATA = FaultKind(
    "village_in_two_strata",
    _SURVEY,
    Words("the village stands in the strata {strata}", "该村分属层{strata}"),
    Words(
        "give all its records one stratum, and villages that are not the same one names that differ in the county",
        "请将该村记录归入同一层；不同的村在县内应有不同的名称",
    ),
)
TOO_MANY_VILLAGES = FaultKind(
    "too_many_villages",
    _SURVEY,
    Words("{value} villages were drawn from a stratum of {all}", "从{all}个村的层中抽取了{value}个村"),
    Words("mend the number of villages of the stratum, or the records", "请更正该层村数或记录"),
)
STRATUM_WITHOUT_SIZE = FaultKind(
    "stratum_without_size",
    _SURVEY,
    Words("the design does not say how many villages the stratum {value} has", "抽样设计未说明层{value}的村数"),
    Words("give the number for every stratum of the county, or for none", "请填写该县每个层的村数，或均不填写"),
)
SIZE_OF_UNKNOWN_COUNTY = FaultKind(
    "size_of_unknown_county",
    None,
    Words("the county {value} is not surveyed", "县{value}不在调查范围"),
    Words("leave the stratum out, or name the county among those surveyed", "请删除该层，或将该县列入调查范围"),
)
NO_RECORDS_OF_COUNTY = FaultKind(
    "no_records_of_county",
    _SURVEY,
    Words("no record of the county counts", "该县没有有效记录"),
    Words(
        "mend its records or give them; leave the county out only where it was not surveyed",
        "请更正或补充记录；仅在该县未被调查时将其移出调查范围",
    ),
)
NO_RECORDS = FaultKind(
    "no_records",
    _SURVEY,
    Words("there is no record", "没有记录"),
    Words("give the records of the survey", "请提供调查记录"),
)
NO_COUNTIES = FaultKind(
    "no_counties",
    None,
    Words("no county is surveyed", "没有被调查的县"),
    Words("give the counties of the survey", "请给出被调查的县"),
)
STRATUM_WITHOUT_VILLAGES = FaultKind(
    "stratum_without_villages",
    _SURVEY,
    Words(
        "no village counts of the stratum {value}, so estimates would leave its villages out",
        "层{value}没有有效的样本村，估计将遗漏该层",
    ),
    Words(
        "give its records, join it with another stratum, or leave it out of the design",
        "请补充记录、与其他层合并，或从抽样设计中删除该层",
    ),
)
KEY_DIGITS_LOST = FaultKind(
    "key_digits_lost",
    None,
    Words(
        "floats of 16 digits and more, whose last digits may be lost (records: {value})",
        "16位以上的浮点数，末尾数字可能已丢失（{value}条记录）",
    ),
    Words("give the column as text or whole numbers", "请将该列改为文本或整数"),
)
UNREADABLE_NAME = FaultKind(
    "unreadable_name",
    None,
    Words("some engines take the name {value} for several columns", "部分引擎会将列名{value}理解为多列"),
    Words("rename the column", "请修改列名"),
)
