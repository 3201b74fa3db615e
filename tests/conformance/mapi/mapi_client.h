// A client of the MAPI subset as tests need it, over the public headers only, and the fixture of
// its conformance tests.
#pragma once

#include <gtest/gtest.h>
#include <olkacct/acctmgmt.h>
#include <olkacct/mapi.h>

#include <cstdint>
#include <string>
#include <vector>

#include "support/owned.h"
#include "support/temp_dir.h"

namespace olkacct::test {

// A value as a client sees it.
struct Value {
    ULONG tag = 0;
    SCODE error = S_OK;
    LONG number = 0;
    std::u16string text;
    std::string narrow;
    std::vector<std::uint8_t> bytes;
    std::vector<std::vector<std::uint8_t>> many;

    bool is_error() const { return PROP_TYPE(tag) == PT_ERROR; }
};

// Values to set, with the memory that they point to.
SPropValue number_value(ULONG tag, LONG number);
SPropValue text_value(ULONG tag, const char16_t* text);
SPropValue narrow_value(ULONG tag, const char* text);
SPropValue bytes_value(ULONG tag, const std::vector<std::uint8_t>& bytes);

MAPIUID uid_of(const std::vector<std::uint8_t>& bytes);
std::vector<std::uint8_t> bytes_of(const MAPIUID& uid);
// 32 hex digits.
MAPIUID uid_of_hex(const char* digits);

inline LPTSTR t(const char* text) { return const_cast<LPTSTR>(text); }
inline LPTSTR t(const char16_t* text) {
    return reinterpret_cast<LPTSTR>(const_cast<char16_t*>(text));
}

class MapiConformance : public ::testing::Test {
  protected:
    MapiConformance();
    ~MapiConformance() override;

    // All later calls are on a store of this kind (`hive`, `reg`, `sqlite`) that holds the sample
    // profile "Outlook" of Outlook 2016, which is the default.
    void use_sample(const std::string& kind = "hive", std::size_t offset_width = 8);
    // On one without profiles.
    void use_empty(const std::string& kind = "hive");
    // On a copy of this file.
    void use_copy_of(const std::string& path, const std::string& kind = "hive");

    static Owned<IProfAdmin> admin();
    static Owned<IMsgServiceAdmin2> services(const char* profile = "Outlook");
    static Owned<IMsgServiceAdmin2> services(IProfAdmin& admin, const char* profile);
    static Owned<IMAPISession> logon(const char* profile = "Outlook", ULONG flags = 0);
    // The code of an attempt that gives nothing.
    static HRESULT failed_logon(const char* profile, ULONG flags);
    static Owned<IProfSect> section(IMsgServiceAdmin& admin, const MAPIUID& uid, ULONG flags = 0);
    static HRESULT open_code(IMsgServiceAdmin& admin, const MAPIUID& uid, ULONG flags);

    static Value get(IMAPIProp& object, ULONG tag);
    static HRESULT set(IMAPIProp& object, SPropValue value);
    static std::vector<ULONG> tags(IMAPIProp& object, ULONG flags = MAPI_UNICODE);

    using Rows = std::vector<std::vector<Value>>;
    static Rows rows(IMAPITable& table, const std::vector<ULONG>& columns);
    static Rows service_rows(IMsgServiceAdmin& admin, const std::vector<ULONG>& columns);
    static Rows provider_rows(IMsgServiceAdmin& admin, const std::vector<ULONG>& columns);
    static std::vector<std::string> profile_names(IProfAdmin& admin);
    // By its service name; the last one.
    static MAPIUID service_uid(IMsgServiceAdmin& admin, const std::string& name);
    static MAPIUID create_service(IMsgServiceAdmin2& admin, const char* name,
                                  const char* display_name = nullptr);

    const std::string& source() const { return source_; }

    TempDir folder_;

  private:
    void use(const std::string& url);

    std::string source_;
    int made_ = 0;
};

}  // namespace olkacct::test
