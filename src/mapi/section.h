// IProfSect: one section of a profile.
#pragma once

#include <memory>
#include <span>

#include "base/com/com_ptr.h"
#include "mapi/mapi_object.h"
#include "mapi/open_sections.h"
#include "mapi/profile_handle.h"
#include "mapi/property_values.h"
#include "profile/messaging/section_edit.h"

namespace olkacct::mapi {

/// Holds the section's name, not its content (MS-48). Client code, the destination of a copy, is
/// called without a lock.
class SectionObject final : public MapiObject<IProfSect, IMAPIProp> {
  public:
    SectionObject(std::shared_ptr<ProfileHandle> profile, const profile::Uid& uid, bool writable,
                  OpenSections::Claim claim, Life life)
        : MapiObject(std::move(life)),
          profile_(std::move(profile)),
          uid_(uid),
          writable_(writable),
          claim_(std::move(claim)) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID riid, void** object) noexcept override;
    HRESULT STDMETHODCALLTYPE SaveChanges(ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE GetProps(SPropTagArray* lpPropTagArray, ULONG ulFlags,
                                       ULONG* lpcValues,
                                       SPropValue** lppPropArray) noexcept override;
    HRESULT STDMETHODCALLTYPE GetPropList(ULONG ulFlags,
                                          SPropTagArray** lppPropTagArray) noexcept override;
    HRESULT STDMETHODCALLTYPE OpenProperty(ULONG ulPropTag, const IID* lpiid,
                                           ULONG ulInterfaceOptions, ULONG ulFlags,
                                           IUnknown** lppUnk) noexcept override;
    HRESULT STDMETHODCALLTYPE SetProps(ULONG cValues, SPropValue* lpPropArray,
                                       SPropProblemArray** lppProblems) noexcept override;
    HRESULT STDMETHODCALLTYPE DeleteProps(SPropTagArray* lpPropTagArray,
                                          SPropProblemArray** lppProblems) noexcept override;
    HRESULT STDMETHODCALLTYPE CopyTo(ULONG ciidExclude, const IID* rgiidExclude,
                                     SPropTagArray* lpExcludeProps, ULONG_PTR ulUIParam,
                                     IMAPIProgress* lpProgress, const IID* lpInterface,
                                     void* lpDestObj, ULONG ulFlags,
                                     SPropProblemArray** lppProblems) noexcept override;
    HRESULT STDMETHODCALLTYPE CopyProps(SPropTagArray* lpIncludeProps, ULONG_PTR ulUIParam,
                                        IMAPIProgress* lpProgress, const IID* lpInterface,
                                        void* lpDestObj, ULONG ulFlags,
                                        SPropProblemArray** lppProblems) noexcept override;
    HRESULT STDMETHODCALLTYPE GetNamesFromIDs(SPropTagArray** lppPropTags, GUID* lpPropSetGuid,
                                              ULONG ulFlags, ULONG* lpcPropNames,
                                              MAPINAMEID*** lpppPropNames) noexcept override;
    HRESULT STDMETHODCALLTYPE GetIDsFromNames(ULONG cPropNames, MAPINAMEID** lppPropNames,
                                              ULONG ulFlags,
                                              SPropTagArray** lppPropTags) noexcept override;

    /// Values that are secured, as they are stored.
    [[nodiscard]] Result<std::vector<RegistryValue>> secured_values() const;
    /// Stores them in place of what is there; foreign protection is carried as it is.
    [[nodiscard]] Result<void> put_secured_values(std::vector<RegistryValue> values) const;
    [[nodiscard]] bool is_writable() const { return writable_; }
    [[nodiscard]] const registry::Store& store() const { return profile_->store(); }

  private:
    ~SectionObject() override = default;

    /// What a call needs of the section in one revision; key_not_found when it is gone.
    using Viewed =
        std::function<Result<void>(registry::ReadTransaction&, const profile::SectionView&)>;
    [[nodiscard]] Result<void> view(const Viewed& viewed) const;
    struct Asked {
        std::uint32_t tag = 0;
        std::optional<SectionProperty> value;
        SCODE code = S_OK;  ///< why there is no value
    };
    [[nodiscard]] Result<Asked> ask(registry::ReadTransaction& transaction,
                                    const std::optional<registry::KeyId>& key,
                                    const profile::SectionView& section, std::uint32_t tag,
                                    bool wide) const;
    [[nodiscard]] Result<std::vector<Asked>> ask_all(const SPropTagArray* tags, bool wide) const;

    using Changed = std::function<Result<void>(profile::EditContext&, const profile::ProfilePlace&,
                                               registry::KeyId, profile::SectionKind)>;
    [[nodiscard]] Result<void> change(const Changed& changed) const;

    const std::shared_ptr<ProfileHandle> profile_;
    const profile::Uid uid_;
    const bool writable_;
    const OpenSections::Claim claim_;
};

/// The section behind an interface of ours, with a reference; null for anybody else's object.
com::ComPtr<SectionObject> as_section(IUnknown& object);

/// How OpenProfileSection is asked (specification 12.3).
struct OpenRequest {
    const MAPIUID* uid = nullptr;
    const IID* iid = nullptr;
    ULONG flags = 0;
    /// Its providers open without MAPI_FORCE_ACCESS (MS-45).
    const profile::Uid* own_service = nullptr;
};
Answer open_section(const std::shared_ptr<ProfileHandle>& profile, const Life& life,
                    const OpenRequest& request, IProfSect** section);

profile::Uid uid_from(const MAPIUID& uid);

}  // namespace olkacct::mapi
