// CopyTo and CopyProps: GetProps here, SetProps there (MS-34).
#include <algorithm>
#include <set>
#include <utility>

#include "mapi/section.h"
#include "profile/section_value.h"
#include "registry/own_secret.h"

namespace olkacct::mapi {
namespace {

// A destination that answers one of the interfaces of property objects.
HRESULT find_destination(const IID* interface_id, void* object, com::ComPtr<IMAPIProp>& found) {
    if (interface_id == nullptr || object == nullptr) return MAPI_E_INVALID_PARAMETER;
    if (*interface_id != IID_IMAPIProp && *interface_id != IID_IProfSect)
        return MAPI_E_INTERFACE_NOT_SUPPORTED;
    void* answer = nullptr;
    auto* const unknown = static_cast<IUnknown*>(object);
    if (FAILED(unknown->QueryInterface(*interface_id, &answer)) || answer == nullptr)
        return MAPI_E_INTERFACE_NOT_SUPPORTED;
    found = com::ComPtr<IMAPIProp>::attach(static_cast<IMAPIProp*>(answer));
    return S_OK;
}

std::set<ULONG> ids_of(IMAPIProp& object) {
    std::set<ULONG> ids;
    SPropTagArray* tags = nullptr;
    if (SUCCEEDED(object.GetPropList(MAPI_UNICODE, &tags)))
        for (const std::uint32_t tag : tags_of(tags)) ids.insert(PROP_ID(tag));
    MAPIFreeBuffer(tags);
    return ids;
}

// Frees what a call returned.
struct Owned {
    void* block = nullptr;
    ~Owned() { MAPIFreeBuffer(block); }
};

struct CopyPlan {
    std::vector<std::uint32_t> tags;  ///< what is copied
    std::vector<ULONG> places;        ///< of each in the caller's list
    std::vector<SPropProblem> problems;
};

void leave_out(const std::set<ULONG>& ids, CopyPlan& plan) {
    CopyPlan kept{{}, {}, std::move(plan.problems)};
    for (std::size_t i = 0; i < plan.tags.size(); ++i) {
        if (ids.contains(PROP_ID(plan.tags[i]))) continue;
        kept.tags.push_back(plan.tags[i]);
        kept.places.push_back(plan.places[i]);
    }
    plan = std::move(kept);
}

// Sets in the destination what the source gave; values that it could not give are problems.
HRESULT set_values(IMAPIProp& from, IMAPIProp& to, CopyPlan& plan) {
    if (plan.tags.empty()) return S_OK;
    Owned asked{make_tag_array(plan.tags)};
    ULONG count = 0;
    SPropValue* values = nullptr;
    const HRESULT got =
        from.GetProps(static_cast<SPropTagArray*>(asked.block), MAPI_UNICODE, &count, &values);
    if (FAILED(got)) return got;
    const Owned owned{values};
    for (ULONG i = 0; i < count; ++i)
        if (PROP_TYPE(values[i].ulPropTag) == PT_ERROR)
            plan.problems.push_back({plan.places[i], plan.tags[i], values[i].Value.err});
    SPropProblemArray* met = nullptr;
    const HRESULT set = to.SetProps(count, values, &met);
    const Owned owned_problems{met};
    if (FAILED(set)) return set;
    for (ULONG i = 0; met != nullptr && i < met->cProblem; ++i) {
        SPropProblem problem = met->aProblem[i];
        if (problem.ulIndex < plan.places.size()) problem.ulIndex = plan.places[problem.ulIndex];
        plan.problems.push_back(problem);
    }
    return S_OK;
}

// What was copied without a problem leaves the source (MAPI_MOVE).
HRESULT delete_copied(IMAPIProp& from, const CopyPlan& plan) {
    std::vector<std::uint32_t> moved;
    for (std::size_t i = 0; i < plan.tags.size(); ++i) {
        const auto has_problem = [&](const SPropProblem& problem) {
            return problem.ulIndex == plan.places[i];
        };
        if (std::ranges::none_of(plan.problems, has_problem)) moved.push_back(plan.tags[i]);
    }
    if (moved.empty()) return S_OK;
    const Owned tags{make_tag_array(moved)};
    return from.DeleteProps(static_cast<SPropTagArray*>(tags.block), nullptr);
}

HRESULT run(IMAPIProp& from, IMAPIProp& to, CopyPlan& plan, ULONG flags) {
    if ((flags & MAPI_NOREPLACE) != 0) leave_out(ids_of(to), plan);
    HRESULT hr = set_values(from, to, plan);
    if (hr == S_OK && (flags & MAPI_MOVE) != 0) hr = delete_copied(from, plan);
    return hr;
}

void give(std::vector<SPropProblem>& problems, SPropProblemArray** out) {
    if (out == nullptr) return;
    std::ranges::stable_sort(problems, {}, &SPropProblem::ulIndex);
    *out = make_problems(problems);
}

// Secured values travel between sections as they are stored (MS-37); those that one of our own
// stores protected open nowhere else.
Answer copy_secured(SectionObject& from, SectionObject& to, const std::set<ULONG>& without) {
    auto values = from.secured_values();
    if (!values) return values.error();
    const bool same_store = from.store().name() == to.store().name();
    std::erase_if(*values, [&](const RegistryValue& value) {
        const auto name = profile::parse_section_value_name(value.name);
        return without.contains(name->id) || (!same_store && registry::is_own_secret(value.data));
    });
    if (values->empty()) return S_OK;
    if (!to.is_writable()) return MAPI_E_NO_ACCESS;
    return answer_of(to.put_secured_values(std::move(*values)));
}

bool is_same_object(IMAPIProp& left, IMAPIProp& right) {
    com::ComPtr<IUnknown> a;
    com::ComPtr<IUnknown> b;
    return SUCCEEDED(left.QueryInterface(IID_IUnknown, a.put_void())) &&
           SUCCEEDED(right.QueryInterface(IID_IUnknown, b.put_void())) && a == b;
}

bool excludes_all(ULONG count, const IID* excluded) {
    const auto lists = [&](const IID& iid) {
        return excluded != nullptr &&
               std::find(excluded, excluded + count, iid) != excluded + count;
    };
    return lists(IID_IMAPIProp) && lists(IID_IProfSect);
}

}  // namespace

HRESULT SectionObject::CopyTo(ULONG ciidExclude, const IID* rgiidExclude,
                              SPropTagArray* lpExcludeProps, ULONG_PTR, IMAPIProgress*,
                              const IID* lpInterface, void* lpDestObj, ULONG ulFlags,
                              SPropProblemArray** lppProblems) noexcept {
    clear(lppProblems);
    return call([&]() -> Answer {
        if (lpExcludeProps != nullptr && lpExcludeProps->cValues == 0)
            return MAPI_E_INVALID_PARAMETER;
        if (excludes_all(ciidExclude, rgiidExclude)) return MAPI_E_INTERFACE_NOT_SUPPORTED;
        com::ComPtr<IMAPIProp> destination;
        if (const HRESULT hr = find_destination(lpInterface, lpDestObj, destination); hr != S_OK)
            return hr;
        if (is_same_object(*this, *destination)) return MAPI_E_NO_ACCESS;
        if ((ulFlags & MAPI_MOVE) != 0 && !writable_) return MAPI_E_NO_ACCESS;
        SPropTagArray* all = nullptr;
        if (const HRESULT hr = GetPropList(MAPI_UNICODE, &all); FAILED(hr)) return hr;
        const Owned owned{all};
        CopyPlan plan{tags_of(all), {}, {}};
        for (std::size_t i = 0; i < plan.tags.size(); ++i)
            plan.places.push_back(static_cast<ULONG>(i));
        std::set<ULONG> excluded;
        for (const std::uint32_t tag : tags_of(lpExcludeProps)) excluded.insert(PROP_ID(tag));
        leave_out(excluded, plan);
        if (const HRESULT hr = run(*this, *destination, plan, ulFlags); hr != S_OK) return hr;
        if (const auto section = as_section(*destination)) {
            const Answer answer = copy_secured(*this, *section, excluded);
            if (FAILED(answer.code)) return answer;
        }
        give(plan.problems, lppProblems);
        return S_OK;
    });
}

HRESULT SectionObject::CopyProps(SPropTagArray* lpIncludeProps, ULONG_PTR, IMAPIProgress*,
                                 const IID* lpInterface, void* lpDestObj, ULONG ulFlags,
                                 SPropProblemArray** lppProblems) noexcept {
    clear(lppProblems);
    return call([&]() -> Answer {
        CopyPlan plan{tags_of(lpIncludeProps), {}, {}};
        if (plan.tags.empty()) return MAPI_E_INVALID_PARAMETER;
        if (std::ranges::find(plan.tags, PR_NULL) != plan.tags.end())
            return MAPI_E_INVALID_PARAMETER;
        for (std::size_t i = 0; i < plan.tags.size(); ++i)
            plan.places.push_back(static_cast<ULONG>(i));
        com::ComPtr<IMAPIProp> destination;
        if (const HRESULT hr = find_destination(lpInterface, lpDestObj, destination); hr != S_OK)
            return hr;
        if (is_same_object(*this, *destination)) return MAPI_E_NO_ACCESS;
        if ((ulFlags & MAPI_MOVE) != 0 && !writable_) return MAPI_E_NO_ACCESS;
        if (const HRESULT hr = run(*this, *destination, plan, ulFlags); hr != S_OK) return hr;
        give(plan.problems, lppProblems);
        return S_OK;
    });
}

}  // namespace olkacct::mapi
