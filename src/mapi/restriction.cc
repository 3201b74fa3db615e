// Copying restrictions with their checks, and evaluating them.
#include "mapi/restriction.h"

#include <algorithm>

#include "base/upcase.h"
#include "base/utf16.h"
#include "mapi/value_order.h"

namespace olkacct::mapi {
namespace {

namespace type = profile::section_type;

constexpr int max_depth = 64;
constexpr ULONG fuzzy_kind = 0xFFFF;

bool holds(ULONG relop, std::partial_ordering order) {
    switch (relop) {
        case RELOP_LT:
            return order < 0;
        case RELOP_LE:
            return order <= 0;
        case RELOP_GT:
            return order > 0;
        case RELOP_GE:
            return order >= 0;
        case RELOP_EQ:
            return order == 0;
        default:
            return order != 0;
    }
}

// Strings of either width as UTF-16.
SectionProperty widened(const SectionProperty& property) {
    const auto of = profile::tag_type(property.tag);
    if (!profile::is_string(of)) return property;
    return profile::with_string_type(
        property, static_cast<std::uint16_t>((of & profile::multi_value_flag) | type::unicode));
}

// True when any value of the property stands so to the constant.
bool any_value(const SectionProperty& property, ULONG relop, const SectionProperty& constant) {
    const auto values = widened(property);
    const auto bound = widened(constant);
    const auto of = profile::single_value_type(profile::tag_type(values.tag));
    return std::ranges::any_of(values.elements, [&](const auto& element) {
        return holds(relop, compare_values(of, element, bound.elements.front()));
    });
}

template <class Sequence>
bool matches(ULONG kind, const Sequence& content, const Sequence& wanted) {
    const auto starts = [&](auto first) {
        return static_cast<std::size_t>(content.end() - first) >= wanted.size() &&
               std::equal(wanted.begin(), wanted.end(), first);
    };
    if (kind == FL_PREFIX) return starts(content.begin());
    if (kind == FL_FULLSTRING) return content.size() == wanted.size() && starts(content.begin());
    return wanted.empty() || std::search(content.begin(), content.end(), wanted.begin(),
                                         wanted.end()) != content.end();
}

bool any_content(const SectionProperty& property, ULONG level, const SectionProperty& constant) {
    const auto values = widened(property);
    const auto wanted = widened(constant);
    const bool ignores_case = (level & (FL_IGNORECASE | FL_LOOSE)) != 0;
    return std::ranges::any_of(values.elements, [&](const auto& element) {
        if (profile::single_value_type(profile::tag_type(values.tag)) == type::binary)
            return matches(level & fuzzy_kind, element, wanted.elements.front());
        const auto text = base::from_utf16le(element);
        const auto part = base::from_utf16le(wanted.elements.front());
        return ignores_case ? matches(level & fuzzy_kind, base::upcased(text), base::upcased(part))
                            : matches(level & fuzzy_kind, text, part);
    });
}

bool is_relop(ULONG relop) { return relop <= RELOP_NE; }

}  // namespace

const SectionProperty* find_in_row(const Row& row, std::uint32_t tag) {
    const auto found = std::ranges::find_if(row, [tag](const SectionProperty& property) {
        return profile::property_id(property.tag) == profile::property_id(tag);
    });
    if (found == row.end()) return nullptr;
    const auto wanted = profile::tag_type(tag);
    const auto stored = profile::tag_type(found->tag);
    const bool fits = wanted == stored || wanted == type::unspecified ||
                      (profile::is_string(wanted) && profile::is_string(stored) &&
                       profile::is_multi_value(wanted) == profile::is_multi_value(stored));
    return fits ? &*found : nullptr;
}

HRESULT Restriction::copy(const SRestriction& from, Restriction& copy) {
    Restriction made;
    const HRESULT hr = Restriction::copy(from, made, 1);
    if (hr == S_OK) copy = std::move(made);
    return hr;
}

HRESULT Restriction::copy_list(ULONG count, const SRestriction* from, Restriction& copy,
                               int depth) {
    if (count != 0 && from == nullptr) return MAPI_E_INVALID_PARAMETER;
    for (ULONG i = 0; i < count; ++i)
        if (const HRESULT hr = copy_child(from + i, copy, depth); hr != S_OK) return hr;
    return S_OK;
}

HRESULT Restriction::copy_child(const SRestriction* from, Restriction& copy, int depth) {
    if (from == nullptr) return MAPI_E_INVALID_PARAMETER;
    return Restriction::copy(*from, copy.children_.emplace_back(), depth + 1);
}

HRESULT Restriction::copy_constant(std::uint32_t tag, const SPropValue* from, Restriction& copy) {
    if (from == nullptr) return MAPI_E_INVALID_PARAMETER;
    const auto of = profile::tag_type(from->ulPropTag);
    if (of != profile::single_value_type(profile::tag_type(tag))) return MAPI_E_TOO_COMPLEX;
    if (!profile::fixed_size(of) && !profile::is_string(of) && of != type::binary)
        return MAPI_E_TOO_COMPLEX;
    copy.tag_ = tag;
    copy.constant_ = copy_from(*from);
    return copy.constant_ ? S_OK : MAPI_E_INVALID_PARAMETER;
}

HRESULT Restriction::copy(const SRestriction& from, Restriction& copy, int depth) {
    if (depth > max_depth) return MAPI_E_TOO_COMPLEX;
    copy.kind_ = from.rt;
    const auto& res = from.res;
    switch (from.rt) {
        case RES_AND:
        case RES_OR:
            return copy_list(res.resAnd.cRes, res.resAnd.lpRes, copy, depth);
        case RES_NOT:
            return copy_child(res.resNot.lpRes, copy, depth);
        case RES_CONTENT: {
            copy.operation_ = res.resContent.ulFuzzyLevel;
            const auto of = profile::single_value_type(profile::tag_type(res.resContent.ulPropTag));
            if ((copy.operation_ & fuzzy_kind) > FL_PREFIX) return MAPI_E_TOO_COMPLEX;
            if (!profile::is_string(of) && of != type::binary) return MAPI_E_TOO_COMPLEX;
            return copy_constant(res.resContent.ulPropTag, res.resContent.lpProp, copy);
        }
        case RES_PROPERTY:
            copy.operation_ = res.resProperty.relop;
            if (!is_relop(copy.operation_)) return MAPI_E_TOO_COMPLEX;
            return copy_constant(res.resProperty.ulPropTag, res.resProperty.lpProp, copy);
        case RES_COMPAREPROPS:
            copy.operation_ = res.resCompareProps.relop;
            copy.tag_ = res.resCompareProps.ulPropTag1;
            copy.other_tag_ = res.resCompareProps.ulPropTag2;
            return is_relop(copy.operation_) &&
                           profile::tag_type(copy.tag_) == profile::tag_type(copy.other_tag_)
                       ? S_OK
                       : MAPI_E_TOO_COMPLEX;
        case RES_BITMASK:
            copy.operation_ = res.resBitMask.relBMR;
            copy.tag_ = res.resBitMask.ulPropTag;
            copy.number_ = res.resBitMask.ulMask;
            return copy.operation_ <= BMR_NEZ && profile::tag_type(copy.tag_) == type::i4
                       ? S_OK
                       : MAPI_E_TOO_COMPLEX;
        case RES_SIZE:
            copy.operation_ = res.resSize.relop;
            copy.tag_ = res.resSize.ulPropTag;
            copy.number_ = res.resSize.cb;
            return is_relop(copy.operation_) ? S_OK : MAPI_E_TOO_COMPLEX;
        case RES_EXIST:
            copy.tag_ = res.resExist.ulPropTag;
            return S_OK;
        case RES_COMMENT:
        case RES_ANNOTATION:
            if (res.resComment.lpRes == nullptr) return S_OK;
            return copy_child(res.resComment.lpRes, copy, depth);
        case RES_COUNT:
            copy.number_ = res.resCount.ulCount;
            return copy_child(res.resCount.lpRes, copy, depth);
        default:
            return MAPI_E_TOO_COMPLEX;
    }
}

bool Filter::holds(const Restriction& restriction, const Row& row) {
    const auto child = [&](const Restriction& one) { return holds(one, row); };
    const SectionProperty* const property = find_in_row(row, restriction.tag_);
    switch (restriction.kind_) {
        case RES_AND:
        case RES_COMMENT:
        case RES_ANNOTATION:
            return std::ranges::all_of(restriction.children_, child);
        case RES_OR:
            return std::ranges::any_of(restriction.children_, child);
        case RES_NOT:
            return !child(restriction.children_.front());
        case RES_COUNT:
            return holds_count(restriction, row);
        case RES_EXIST:
            return property != nullptr;
        case RES_CONTENT:
            return property != nullptr &&
                   any_content(*property, restriction.operation_, *restriction.constant_);
        case RES_PROPERTY:
            return property != nullptr &&
                   any_value(*property, restriction.operation_, *restriction.constant_);
        case RES_COMPAREPROPS: {
            const SectionProperty* const other = find_in_row(row, restriction.other_tag_);
            return property != nullptr && other != nullptr && !other->elements.empty() &&
                   any_value(*property, restriction.operation_, *other);
        }
        case RES_BITMASK: {
            const auto number = property == nullptr ? std::nullopt : profile::number_of(*property);
            return number &&
                   ((*number & restriction.number_) != 0) == (restriction.operation_ == BMR_NEZ);
        }
        case RES_SIZE: {
            const auto value = property == nullptr
                                   ? std::nullopt
                                   : as_requested(*property, restriction.tag_, true);
            return value && mapi::holds(restriction.operation_,
                                        data_size(*value) <=> std::size_t{restriction.number_});
        }
        default:
            return false;
    }
}

bool Filter::holds_count(const Restriction& restriction, const Row& row) {
    ULONG& counted = counted_[&restriction];
    if (counted >= restriction.number_ || !holds(restriction.children_.front(), row)) return false;
    ++counted;
    return true;
}

}  // namespace olkacct::mapi
