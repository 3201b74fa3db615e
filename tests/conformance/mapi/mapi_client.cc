#include "mapi_client.h"

#include <cstring>
#include <stdexcept>

#include "sources.h"
#include "support/wide.h"

namespace olkacct::test {
namespace {

std::vector<std::uint8_t> bytes_at(const void* start, std::size_t size) {
    const auto* const first = static_cast<const std::uint8_t*>(start);
    return {first, first + size};
}

std::vector<std::vector<std::uint8_t>> many_of(const SPropValue& value) {
    std::vector<std::vector<std::uint8_t>> many;
    const PropValueUnion& data = value.Value;
    for (ULONG i = 0; i < data.MVbin.cValues; ++i) {
        switch (PROP_TYPE(value.ulPropTag)) {
            case PT_MV_STRING8:
                many.push_back(bytes_at(data.MVszA.lppszA[i], std::strlen(data.MVszA.lppszA[i])));
                break;
            case PT_MV_UNICODE:
                many.push_back(
                    bytes_at(data.MVszW.lppszW[i], 2 * units(data.MVszW.lppszW[i]).size()));
                break;
            case PT_MV_BINARY:
                many.push_back(bytes_at(data.MVbin.lpbin[i].lpb, data.MVbin.lpbin[i].cb));
                break;
            case PT_MV_LONG:
                many.push_back(bytes_at(&data.MVl.lpl[i], sizeof(LONG)));
                break;
            default:
                break;
        }
    }
    return many;
}

Value value_of(const SPropValue& value) {
    Value made;
    made.tag = value.ulPropTag;
    switch (PROP_TYPE(value.ulPropTag)) {
        case PT_ERROR:
            made.error = value.Value.err;
            break;
        case PT_LONG:
            made.number = value.Value.l;
            break;
        case PT_BOOLEAN:
            made.number = value.Value.b;
            break;
        case PT_UNICODE:
            made.text = units(value.Value.lpszW);
            break;
        case PT_STRING8:
            made.narrow = value.Value.lpszA;
            break;
        case PT_BINARY:
            made.bytes = bytes_at(value.Value.bin.lpb, value.Value.bin.cb);
            break;
        default:
            if ((PROP_TYPE(value.ulPropTag) & MV_FLAG) != 0) made.many = many_of(value);
            break;
    }
    return made;
}

std::vector<std::uint32_t> tag_array(const std::vector<ULONG>& tags) {
    std::vector<std::uint32_t> array = {static_cast<ULONG>(tags.size())};
    array.insert(array.end(), tags.begin(), tags.end());
    return array;
}

}  // namespace

SPropValue number_value(ULONG tag, LONG number) {
    SPropValue value{};
    value.ulPropTag = tag;
    value.Value.l = number;
    return value;
}

SPropValue text_value(ULONG tag, const char16_t* text) {
    SPropValue value{};
    value.ulPropTag = tag;
    value.Value.lpszW = const_cast<WCHAR*>(reinterpret_cast<const WCHAR*>(text));
    return value;
}

SPropValue narrow_value(ULONG tag, const char* text) {
    SPropValue value{};
    value.ulPropTag = tag;
    value.Value.lpszA = const_cast<char*>(text);
    return value;
}

SPropValue bytes_value(ULONG tag, const std::vector<std::uint8_t>& bytes) {
    SPropValue value{};
    value.ulPropTag = tag;
    value.Value.bin = {static_cast<ULONG>(bytes.size()), const_cast<BYTE*>(bytes.data())};
    return value;
}

MAPIUID uid_of(const std::vector<std::uint8_t>& bytes) {
    MAPIUID uid{};
    EXPECT_EQ(bytes.size(), sizeof uid);
    if (bytes.size() == sizeof uid) std::memcpy(&uid, bytes.data(), sizeof uid);
    return uid;
}

std::vector<std::uint8_t> bytes_of(const MAPIUID& uid) { return bytes_at(&uid, sizeof uid); }

MAPIUID uid_of_hex(const char* digits) {
    MAPIUID uid{};
    EXPECT_EQ(ScBinFromHexBounded(t(digits), uid.ab, sizeof uid), S_OK);
    return uid;
}

MapiConformance::MapiConformance() { EXPECT_EQ(MAPIInitialize(nullptr), S_OK); }

MapiConformance::~MapiConformance() {
    MAPIUninitialize();
    OlkSetAccountSource(nullptr);
}

void MapiConformance::use(const std::string& url) {
    source_ = url;
    ASSERT_EQ(OlkSetAccountSource(url.c_str()), S_OK);
}

void MapiConformance::use_sample(const std::string& kind, std::size_t offset_width) {
    use(make_sample_source(folder_ / std::to_string(++made_), kind, offset_width));
}

void MapiConformance::use_empty(const std::string& kind) {
    use(make_empty_source(folder_ / std::to_string(++made_), kind));
}

void MapiConformance::use_copy_of(const std::string& path, const std::string& kind) {
    use(make_copy_of(path, folder_ / std::to_string(++made_), kind));
}

Owned<IProfAdmin> MapiConformance::admin() {
    Owned<IProfAdmin> made;
    EXPECT_EQ(MAPIAdminProfiles(0, made.put()), S_OK);
    return made;
}

Owned<IMsgServiceAdmin2> MapiConformance::services(IProfAdmin& admin, const char* profile) {
    Owned<IMsgServiceAdmin> base;
    EXPECT_EQ(admin.AdminServices(t(profile), t(""), 0, 0, base.put()), S_OK);
    Owned<IMsgServiceAdmin2> made;
    if (!base) return made;
    EXPECT_EQ(base->QueryInterface(IID_IMsgServiceAdmin2, reinterpret_cast<void**>(made.put())),
              S_OK);
    return made;
}

Owned<IMsgServiceAdmin2> MapiConformance::services(const char* profile) {
    return services(*admin().get(), profile);
}

Owned<IMAPISession> MapiConformance::logon(const char* profile, ULONG flags) {
    Owned<IMAPISession> session;
    EXPECT_EQ(MAPILogonEx(0, t(profile), nullptr, flags | MAPI_EXTENDED, session.put()), S_OK);
    return session;
}

HRESULT MapiConformance::failed_logon(const char* profile, ULONG flags) {
    auto* session = reinterpret_cast<IMAPISession*>(16);
    const HRESULT hr = MAPILogonEx(0, t(profile), nullptr, flags | MAPI_EXTENDED, &session);
    EXPECT_EQ(session, nullptr);
    if (session != nullptr) session->Release();
    return hr;
}

Owned<IProfSect> MapiConformance::section(IMsgServiceAdmin& admin, const MAPIUID& uid,
                                          ULONG flags) {
    Owned<IProfSect> made;
    MAPIUID copy = uid;
    EXPECT_EQ(admin.OpenProfileSection(&copy, nullptr, flags, made.put()), S_OK);
    return made;
}

HRESULT MapiConformance::open_code(IMsgServiceAdmin& admin, const MAPIUID& uid, ULONG flags) {
    Owned<IProfSect> made;
    MAPIUID copy = uid;
    return admin.OpenProfileSection(&copy, nullptr, flags, made.put());
}

Value MapiConformance::get(IMAPIProp& object, ULONG tag) {
    SPropTagArray tags{1, {tag}};
    ULONG count = 0;
    SPropValue* values = nullptr;
    const HRESULT hr = object.GetProps(&tags, MAPI_UNICODE, &count, &values);
    EXPECT_TRUE(SUCCEEDED(hr)) << std::hex << hr;
    if (values == nullptr) return {};
    EXPECT_EQ(hr == MAPI_W_ERRORS_RETURNED, PROP_TYPE(values->ulPropTag) == PT_ERROR);
    Value made = value_of(*values);
    MAPIFreeBuffer(values);
    return made;
}

HRESULT MapiConformance::set(IMAPIProp& object, SPropValue value) {
    return HrSetOneProp(&object, &value);
}

std::vector<ULONG> MapiConformance::tags(IMAPIProp& object, ULONG flags) {
    SPropTagArray* array = nullptr;
    EXPECT_EQ(object.GetPropList(flags, &array), S_OK);
    if (array == nullptr) return {};
    std::vector<ULONG> all(array->aulPropTag, array->aulPropTag + array->cValues);
    MAPIFreeBuffer(array);
    return all;
}

MapiConformance::Rows MapiConformance::rows(IMAPITable& table, const std::vector<ULONG>& columns) {
    auto wanted = tag_array(columns);
    SRowSet* set = nullptr;
    EXPECT_EQ(HrQueryAllRows(&table, reinterpret_cast<SPropTagArray*>(wanted.data()), nullptr,
                             nullptr, 0, &set),
              S_OK);
    Rows all;
    for (ULONG i = 0; set != nullptr && i < set->cRows; ++i) {
        auto& row = all.emplace_back();
        for (ULONG column = 0; column < set->aRow[i].cValues; ++column)
            row.push_back(value_of(set->aRow[i].lpProps[column]));
    }
    FreeProws(set);
    return all;
}

MapiConformance::Rows MapiConformance::service_rows(IMsgServiceAdmin& admin,
                                                    const std::vector<ULONG>& columns) {
    Owned<IMAPITable> table;
    EXPECT_EQ(admin.GetMsgServiceTable(0, table.put()), S_OK);
    return table ? rows(*table.get(), columns) : Rows();
}

MapiConformance::Rows MapiConformance::provider_rows(IMsgServiceAdmin& admin,
                                                     const std::vector<ULONG>& columns) {
    Owned<IMAPITable> table;
    EXPECT_EQ(admin.GetProviderTable(0, table.put()), S_OK);
    return table ? rows(*table.get(), columns) : Rows();
}

std::vector<std::string> MapiConformance::profile_names(IProfAdmin& admin) {
    Owned<IMAPITable> table;
    EXPECT_EQ(admin.GetProfileTable(0, table.put()), S_OK);
    std::vector<std::string> names;
    for (const auto& row : rows(*table.get(), {PR_DISPLAY_NAME_A})) names.push_back(row[0].narrow);
    return names;
}

MAPIUID MapiConformance::service_uid(IMsgServiceAdmin& admin, const std::string& name) {
    MAPIUID uid{};
    bool found = false;
    for (const auto& row : service_rows(admin, {PR_SERVICE_NAME_A, PR_SERVICE_UID})) {
        if (row[0].narrow != name) continue;
        uid = uid_of(row[1].bytes);
        found = true;
    }
    EXPECT_TRUE(found) << name;
    return uid;
}

MAPIUID MapiConformance::create_service(IMsgServiceAdmin2& admin, const char* name,
                                        const char* display_name) {
    MAPIUID uid{};
    EXPECT_EQ(admin.CreateMsgServiceEx(t(name), t(display_name), 0, 0, &uid), S_OK) << name;
    return uid;
}

}  // namespace olkacct::test
