"""The kinds of fault that a single cell can have, one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.words import Words

NO_RESULT = FaultKind(
    "formula_without_result",
    None,
    Words("a formula without a stored result", "公式没有已保存的计算结果"),
    Words(
        "open and save the file in a spreadsheet program, or type the value", "请用表格软件打开并保存，或直接填写数值"
    ),
)
CELL_ERROR = FaultKind(
    "error_cell",
    None,
    Words("the error {value} of the spreadsheet", "表格错误值{value}"),
    Words("mend the formula, or type the value", "请更正公式，或直接填写数值"),
)
NO_SUCH_DAY = FaultKind(
    "error_cell",
    None,
    Words(
        "the cell shows {value}: a number that is no day, in the format of one",
        "单元格显示{value}：以日期格式显示的数字不是日期",
    ),
    Words("type the day as 2019-12-31, or set the format to a number", "请填写如2019-12-31的日期，或将格式改为数值"),
)
DISGUISED_NUMBER = FaultKind(
    "disguised_value",
    None,
    Words(
        "the cell holds {value}, and its number format {form} shows another amount or none",
        "单元格存储的是{value}，而数字格式{form}显示为其他数值或不显示",
    ),
    Words(
        "set the format of the cell to General and type the number in the unit of the column",
        "请将单元格格式改为“常规”，并按本列计量单位重新填写",
    ),
)
DISGUISED_TEXT = FaultKind(
    "disguised_value",
    None,
    Words(
        "the cell holds {value}, and its number format {form} does not show it",
        "单元格存有{value}，而数字格式{form}不显示",
    ),
    Words("set the format of the cell to General, or empty the cell", "请将单元格格式改为“常规”，或清空该单元格"),
)
PARTIAL_DAY = FaultKind(
    "bad_date",
    None,
    Words(
        "the cell holds {value}, of which its format {form} shows no whole day",
        "单元格存储的是{value}，而格式{form}未显示完整的年月日",
    ),
    Words("type the whole day anew, as 2019-12-31", "请重新填写完整日期，如2019-12-31"),
)
BAD_NUMBER = FaultKind(
    "bad_number",
    None,
    Words("{value} is not a plain number", "{value}不是普通数字"),
    Words(
        "write digits with at most one point; no unit, exponent or calculation; commas only between groups of three",
        "请只写数字，最多一个小数点；不带单位、指数或算式；逗号只用于三位分节",
    ),
)
CALCULATED = FaultKind(
    "calculated_number",
    None,
    Words("{value} has more digits than anybody types, so it was calculated", "{value}位数过多，不是录入值而是计算值"),
    Words(
        "round it in the sheet to the places that are meant, and keep the rounded value",
        "请在表中修约至应有位数并保留修约值",
    ),
)
PERCENT_UNIT = FaultKind(
    "percent_unit",
    None,
    Words("{value} is a percentage where the unit is {unit}", "{value}是百分数，而计量单位为{unit}"),
    Words("write a plain number in that unit", "请按该单位填写普通数字"),
)
PERCENT_OR_RATIO = FaultKind(
    "percent_or_ratio",
    None,
    Words("{value} may be a percentage or a ratio", "{value}可能是百分数，也可能是比值"),
    Words(
        "write {large}% or {small}%, whichever is meant; or name {indicator} in rules.percents or rules.ratios",
        "请按本意写成{large}%或{small}%；或在rules.percents、rules.ratios中写明指标{indicator}",
    ),
)
PERCENTS_OR_RATIOS = FaultKind(
    "percent_or_ratio",
    None,
    Words(
        "{value} cells of this column may hold percentages or ratios: rows {rows}",
        "本列有{value}格的数字可能是百分数，也可能是比值：第{rows}行",
    ),
    Words(
        "write each with %, such as 95% or 0.95%; or name the indicator in rules.percents or rules.ratios",
        "请按本意逐格写上百分号，如95%或0.95%；或在rules.percents、rules.ratios中写明该指标",
    ),
)
DAY_FOR_NUMBER = FaultKind(
    "day_for_number",
    None,
    Words("{value} is a day or time where a number is due", "{value}是日期或时间，此处应为数字"),
    Words("set the format of the cell to a number and type it anew", "请将单元格格式改为数值后重新填写"),
)
TRUTH_FOR_NUMBER = FaultKind(
    "truth_for_number",
    None,
    Words("{value} is a truth value where a number is due", "{value}是真假值，此处应为数字"),
    Words("type the number", "请填写数字"),
)
PLACEHOLDER = FaultKind(
    "placeholder",
    None,
    Words(
        "{value} does not say whether the value is zero, missing or does not apply", "{value}未说明是零、缺数还是不适用"
    ),
    Words(
        "write the value, or 0; leave the cell empty or write 不适用 only where the scheme allows that",
        "请填数值或0；仅在方案允许处才可留空或填“不适用”",
    ),
)
BAD_DAY = FaultKind(
    "bad_date",
    None,
    Words("{value} is not a day written in a form that is read one way only", "{value}不是写法明确的日期"),
    Words(
        "write it as 2019-12-31 or 2019年12月31日, or as a date of the spreadsheet",
        "请写成2019-12-31、2019年12月31日，或用日期格式",
    ),
)
DAY_WITH_TIME = FaultKind(
    "bad_date",
    None,
    Words("{value} has a time", "{value}带有时刻"),
    Words("give the day alone", "请只填日期"),
)
FAR_DAY = FaultKind(
    "bad_date",
    None,
    Words("{value} is a number shown as a day", "{value}是以日期格式显示的数字"),
    Words("type the day anew, as 2019-12-31", "请重新填写日期，如2019-12-31"),
)
NOT_WHOLE = FaultKind(
    "not_whole",
    None,
    Words("{value} is not a whole number", "{value}不是整数"),
    Words("write a whole number in digits", "请用数字填写整数"),
)
NOT_TRUTH = FaultKind(
    "not_truth",
    None,
    Words("{value} is neither yes nor no", "{value}不是“是”或“否”"),
    Words("write 是 or 否, yes or no, true or false", "请填“是”或“否”"),
)
NOT_TEXT = FaultKind(
    "not_text",
    None,
    Words("{value} is not text", "{value}不是文本"),
    Words(
        "set the format of the cell to text and type it anew, so that nothing is changed",
        "请将单元格格式改为文本后重新填写",
    ),
)
HIDDEN_CHARACTER = FaultKind(
    "hidden_character",
    None,
    Words("the text holds {value}, which is not seen", "文本中有看不见的字符{value}"),
    Words("type the text anew", "请重新输入文本"),
)
BROKEN_TEXT = FaultKind(
    "broken_text",
    None,
    Words("the text was broken when it was decoded: {value}", "文本解码时已损坏：{value}"),
    Words("export it anew as UTF-8", "请以UTF-8编码重新导出"),
)
PERSONAL_TEXT = FaultKind(
    "personal_text",
    None,
    Words("the text holds {what}", "文本中含有{what}"),
    Words("take it out; data of persons are not read here", "请删除；此处不读取个人信息"),
)
