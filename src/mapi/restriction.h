// Restrictions: a checked copy of a client's, and what they say of a row. Specification 15.3.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "mapi/property_values.h"

namespace olkacct::mapi {

using Row = std::vector<SectionProperty>;

/// By identifier, when the types fit: strings of either width are one property (MS-75).
const SectionProperty* find_in_row(const Row& row, std::uint32_t tag);

class Restriction {
  public:
    /// MAPI_E_INVALID_PARAMETER, MAPI_E_TOO_COMPLEX; `copy` is then unchanged.
    static HRESULT copy(const SRestriction& from, Restriction& copy);

  private:
    friend class Filter;

    static HRESULT copy(const SRestriction& from, Restriction& copy, int depth);
    static HRESULT copy_list(ULONG count, const SRestriction* from, Restriction& copy, int depth);
    static HRESULT copy_child(const SRestriction* from, Restriction& copy, int depth);
    static HRESULT copy_constant(std::uint32_t tag, const SPropValue* from, Restriction& copy);

    ULONG kind_ = 0;
    ULONG operation_ = 0;  ///< relop, relBMR or fuzzy level
    std::uint32_t tag_ = 0;
    std::uint32_t other_tag_ = 0;
    ULONG number_ = 0;  ///< mask, size or count
    std::optional<SectionProperty> constant_;
    std::vector<Restriction> children_;
};

/// One pass of a restriction over rows, in order: a COUNT stops after so many matches of its child.
class Filter {
  public:
    explicit Filter(const Restriction& restriction) : restriction_(restriction) {}
    bool takes(const Row& row) { return holds(restriction_, row); }

  private:
    bool holds(const Restriction& restriction, const Row& row);
    bool holds_count(const Restriction& restriction, const Row& row);

    const Restriction& restriction_;
    std::map<const Restriction*, ULONG> counted_;
};

}  // namespace olkacct::mapi
