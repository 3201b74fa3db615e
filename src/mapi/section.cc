// The members of IProfSect that read and change.
#include "mapi/section.h"

#include <algorithm>
#include <utility>

#include "base/upcase.h"
#include "profile/section_value.h"

namespace olkacct::mapi {
namespace {

using profile::PropertyProblem;
namespace type = profile::section_type;

// Our own objects know each other by this.
constexpr IID section_identity = {
    0x6F6C6B61, 0x7365, 0x6374, {0x9C, 0x21, 0x40, 0x0D, 0x11, 0x52, 0x77, 0x03}};

SCODE code_of_problem(PropertyProblem problem) {
    switch (problem) {
        case PropertyProblem::computed:
            return MAPI_E_COMPUTED;
        case PropertyProblem::no_access:
            return MAPI_E_NO_ACCESS;
        case PropertyProblem::unexpected_id:
            return MAPI_E_UNEXPECTED_ID;
        default:
            return MAPI_E_NOT_FOUND;
    }
}

// What was there when the object was opened is gone (MS-39).
Answer gone_or(const Error& error) {
    if (error.code == ErrorCode::profile_not_found || error.code == ErrorCode::key_not_found)
        return {MAPI_E_OBJECT_DELETED, error.what};
    return error;
}

// Of SetProps: what is stored, with the place of each in the client's array.
struct Incoming {
    std::vector<SectionProperty> properties;
    std::vector<ULONG> places;
    std::vector<SPropProblem> problems;
};

bool holds_nothing(ULONG tag) { return PROP_TYPE(tag) == PT_NULL || PROP_TYPE(tag) == PT_ERROR; }

bool is_known_type(ULONG tag) {
    const auto of = static_cast<std::uint16_t>(PROP_TYPE(tag) & ~MV_FLAG);
    const bool multi = (PROP_TYPE(tag) & MV_FLAG) != 0;
    if (multi && (of == type::boolean || of == type::error)) return false;
    return profile::fixed_size(of).has_value() || profile::is_string(of) || of == type::binary;
}

HRESULT take_values(ULONG count, const SPropValue* values, Incoming& incoming) {
    for (ULONG i = 0; i < count; ++i) {
        const SPropValue& value = values[i];
        if (PROP_TYPE(value.ulPropTag) == PT_OBJECT) return MAPI_E_INVALID_PARAMETER;
        if (holds_nothing(value.ulPropTag)) continue;
        if (!is_known_type(value.ulPropTag)) {
            incoming.problems.push_back({i, value.ulPropTag, MAPI_E_INVALID_TYPE});
            continue;
        }
        auto property = copy_from(value);
        if (!property) return MAPI_E_INVALID_PARAMETER;
        incoming.properties.push_back(std::move(*property));
        incoming.places.push_back(i);
    }
    return S_OK;
}

void give_problems(std::vector<SPropProblem> problems, SPropProblemArray** out) {
    if (out == nullptr) return;
    std::ranges::stable_sort(problems, {}, &SPropProblem::ulIndex);
    *out = make_problems(problems);
}

bool is_secured(const RegistryValue& value) {
    const auto name = profile::parse_section_value_name(value.name);
    return name && name->secure;
}

}  // namespace

com::ComPtr<SectionObject> as_section(IUnknown& object) {
    void* found = nullptr;
    if (FAILED(object.QueryInterface(section_identity, &found))) return nullptr;
    return com::ComPtr<SectionObject>::attach(static_cast<SectionObject*>(found));
}

HRESULT SectionObject::QueryInterface(REFIID riid, void** object) noexcept {
    if (object != nullptr && riid == section_identity) {
        *object = this;
        AddRef();
        return S_OK;
    }
    return MapiObject::QueryInterface(riid, object);
}

Result<void> SectionObject::view(const Viewed& viewed) const {
    return profile_->read([&](registry::ReadTransaction& transaction,
                              const profile::ProfilePlace& place) -> Result<void> {
        const auto section =
            profile::view_section(transaction, place, profile_->shown_name(), uid_);
        if (!section) return tl::unexpected(section.error());
        if (!*section) return fail(ErrorCode::key_not_found, "the section was deleted");
        return viewed(transaction, **section);
    });
}

Result<void> SectionObject::change(const Changed& changed) const {
    return profile_->edit(
        [&](profile::EditContext& context, const profile::ProfilePlace& place) -> Result<void> {
            auto key = profile::find_section(context, place.key, uid_);
            if (!key) return tl::unexpected(key.error());
            if (!*key && !profile::is_permanent_section(uid_))
                return fail(ErrorCode::key_not_found, "the section was deleted");
            if (!*key) {
                const auto made = profile::make_section(context, place.key, uid_);
                if (!made) return tl::unexpected(made.error());
                *key = *made;
            }
            const auto tree = profile::read_service_tree(context.transaction(), place.key);
            if (!tree) return tl::unexpected(tree.error());
            return changed(context, place, **key, profile::kind_of_section(*tree, uid_));
        });
}

HRESULT SectionObject::SaveChanges(ULONG) noexcept {
    return call([]() -> Answer { return S_OK; });
}

// What one requested tag is answered with: a value, or a code.
Result<SectionObject::Asked> SectionObject::ask(registry::ReadTransaction& transaction,
                                                const std::optional<registry::KeyId>& key,
                                                const profile::SectionView& section,
                                                std::uint32_t tag, bool wide) const {
    if (!profile::is_secure_id(profile::property_id(tag))) {
        const SectionProperty* const found = section.find(tag);
        return Asked{tag, found == nullptr ? std::nullopt : as_requested(*found, tag, wide),
                     MAPI_E_NOT_FOUND};
    }
    if (!profile_->store().capabilities().secrets) return Asked{tag, {}, MAPI_E_NO_ACCESS};
    if (!key) return Asked{tag, {}, MAPI_E_NOT_FOUND};
    const auto opened = profile::read_secure_property(profile_->store(), transaction, *key, tag);
    if (!opened && opened.error().code != ErrorCode::secrets_not_supported)
        return tl::unexpected(opened.error());
    if (!opened) return Asked{tag, {}, MAPI_E_NO_ACCESS};
    return Asked{tag, *opened ? as_requested(**opened, tag, wide) : std::nullopt, MAPI_E_NOT_FOUND};
}

// Null asks for everything that is enumerated.
Result<std::vector<SectionObject::Asked>> SectionObject::ask_all(const SPropTagArray* tags,
                                                                 bool wide) const {
    std::vector<Asked> answers;
    const auto done = profile_->read([&](registry::ReadTransaction& transaction,
                                         const profile::ProfilePlace& place) -> Result<void> {
        answers.clear();
        const auto section =
            profile::view_section(transaction, place, profile_->shown_name(), uid_);
        if (!section) return tl::unexpected(section.error());
        if (!*section) return fail(ErrorCode::key_not_found, "the section was deleted");
        const auto key = transaction.find(place.key, profile::key_name(uid_));
        if (!key) return tl::unexpected(key.error());
        auto wanted = tags_of(tags);
        if (tags == nullptr)
            for (const SectionProperty& property : (*section)->enumerated())
                wanted.push_back(profile::with_type(property.tag, type::unspecified));
        for (const std::uint32_t tag : wanted) {
            auto answer = ask(transaction, *key, **section, tag, wide);
            if (!answer) return tl::unexpected(answer.error());
            answers.push_back(std::move(*answer));
        }
        return {};
    });
    return done.map([&] { return std::move(answers); });
}

HRESULT SectionObject::GetProps(SPropTagArray* lpPropTagArray, ULONG ulFlags, ULONG* lpcValues,
                                SPropValue** lppPropArray) noexcept {
    return call(
        [&]() -> Answer {
            if (lpPropTagArray != nullptr && lpPropTagArray->cValues == 0)
                return MAPI_E_INVALID_PARAMETER;
            const auto answers = ask_all(lpPropTagArray, (ulFlags & MAPI_UNICODE) != 0);
            if (!answers) return gone_or(answers.error());
            if (answers->empty()) return S_OK;
            Chain chain(answers->size() * sizeof(SPropValue));
            HRESULT hr = S_OK;
            SPropValue* value = chain.as<SPropValue>();
            for (const Asked& answer : *answers) {
                if (answer.tag == PR_NULL) {
                    put_null(*value);
                } else if (answer.value) {
                    copy_to(*answer.value, *value, chain);
                } else {
                    put_error(answer.tag, answer.code, *value);
                    hr = MAPI_W_ERRORS_RETURNED;
                }
                ++value;
            }
            *lpcValues = static_cast<ULONG>(answers->size());
            *lppPropArray = chain.release<SPropValue>();
            return hr;
        },
        lpcValues, lppPropArray);
}

HRESULT SectionObject::GetPropList(ULONG ulFlags, SPropTagArray** lppPropTagArray) noexcept {
    return call(
        [&]() -> Answer {
            std::vector<std::uint32_t> tags;
            const bool wide = (ulFlags & MAPI_UNICODE) != 0;
            const auto listed = view([&](auto&, const profile::SectionView& section) {
                tags.clear();
                for (const SectionProperty& property : section.enumerated()) {
                    const auto any = profile::with_type(property.tag, type::unspecified);
                    tags.push_back(as_requested(property, any, wide)->tag);
                }
                return Result<void>();
            });
            if (!listed) return gone_or(listed.error());
            *lppPropTagArray = make_tag_array(tags);
            return S_OK;
        },
        lppPropTagArray);
}

HRESULT SectionObject::OpenProperty(ULONG, const IID*, ULONG, ULONG, IUnknown** lppUnk) noexcept {
    return unsupported(lppUnk);
}

HRESULT SectionObject::SetProps(ULONG cValues, SPropValue* lpPropArray,
                                SPropProblemArray** lppProblems) noexcept {
    clear(lppProblems);
    return call([&]() -> Answer {
        if (cValues == 0 || lpPropArray == nullptr) return MAPI_E_INVALID_PARAMETER;
        Incoming incoming;
        if (const HRESULT hr = take_values(cValues, lpPropArray, incoming); hr != S_OK) return hr;
        if (!writable_) return {MAPI_E_NO_ACCESS, "the section was opened for reading"};
        profile::PropertyProblems problems;
        const auto done = change([&](profile::EditContext& context,
                                     const profile::ProfilePlace& place, registry::KeyId key,
                                     profile::SectionKind kind) {
            return profile::set_section_properties(context, place, key, kind, incoming.properties)
                .map([&](auto&& met) { problems = std::move(met); });
        });
        if (!done) return gone_or(done.error());
        for (std::size_t i = 0; i < problems.size(); ++i)
            if (problems[i] != PropertyProblem::none)
                incoming.problems.push_back(
                    {incoming.places[i], incoming.properties[i].tag, code_of_problem(problems[i])});
        give_problems(std::move(incoming.problems), lppProblems);
        return S_OK;
    });
}

HRESULT SectionObject::DeleteProps(SPropTagArray* lpPropTagArray,
                                   SPropProblemArray** lppProblems) noexcept {
    clear(lppProblems);
    return call([&]() -> Answer {
        const auto tags = tags_of(lpPropTagArray);
        if (tags.empty()) return MAPI_E_INVALID_PARAMETER;
        if (!writable_) return {MAPI_E_NO_ACCESS, "the section was opened for reading"};
        profile::PropertyProblems met;
        const auto done = change([&](profile::EditContext& context, const profile::ProfilePlace&,
                                     registry::KeyId key, profile::SectionKind kind) {
            return profile::delete_section_properties(context, key, kind, tags)
                .map([&](auto&& each) { met = std::move(each); });
        });
        if (!done) return gone_or(done.error());
        std::vector<SPropProblem> problems;
        for (std::size_t i = 0; i < met.size(); ++i)
            if (met[i] != PropertyProblem::none)
                problems.push_back({static_cast<ULONG>(i), tags[i], code_of_problem(met[i])});
        give_problems(std::move(problems), lppProblems);
        return S_OK;
    });
}

HRESULT SectionObject::GetNamesFromIDs(SPropTagArray**, GUID*, ULONG, ULONG* lpcPropNames,
                                       MAPINAMEID*** lpppPropNames) noexcept {
    // The tag array goes in too, so it is not cleared.
    return unsupported(lpcPropNames, lpppPropNames);
}

HRESULT SectionObject::GetIDsFromNames(ULONG, MAPINAMEID**, ULONG,
                                       SPropTagArray** lppPropTags) noexcept {
    return unsupported(lppPropTags);
}

Result<std::vector<RegistryValue>> SectionObject::secured_values() const {
    std::vector<RegistryValue> secured;
    return profile_
        ->read([&](registry::ReadTransaction& transaction, const profile::ProfilePlace& place) {
            return transaction.find(place.key, profile::key_name(uid_))
                .and_then([&](const auto& key) {
                    return key ? transaction.values(*key)
                               : Result<std::vector<RegistryValue>>(std::vector<RegistryValue>());
                })
                .map([&](auto&& values) {
                    secured = std::move(values);
                    std::erase_if(secured, [](const auto& value) { return !is_secured(value); });
                });
        })
        .map([&] { return std::move(secured); });
}

Result<void> SectionObject::put_secured_values(std::vector<RegistryValue> values) const {
    return change([&](profile::EditContext& context, const profile::ProfilePlace&,
                      registry::KeyId key,
                      profile::SectionKind) { return profile::set_values(context, key, values); });
}

}  // namespace olkacct::mapi
