// Failing allocations: every call gives its code and nothing else, and leaves nothing behind.
#include "conformance/allocations.h"
#include "mapi_client.h"

namespace olkacct::test {
namespace {

// Runs `attempt` with ever more allocations spared until it succeeds; says how often it failed.
template <class Attempt>
int failures_before_success(Attempt attempt) {
    constexpr std::size_t most = 20000;
    int failures = 0;
    for (std::size_t spared = 0; spared < most; spared += spared < 40 ? 1 : 17) {
        HRESULT hr = E_FAIL;
        {
            const FailingAllocations failing(spared);
            hr = attempt();
        }
        if (SUCCEEDED(hr)) return failures;
        EXPECT_EQ(hr, MAPI_E_NOT_ENOUGH_MEMORY) << spared;
        ++failures;
    }
    ADD_FAILURE() << "it never succeeded";
    return failures;
}

}  // namespace

TEST_F(MapiConformance, MP_Mem_7_reading_survives_failing_allocations) {
    use_sample("reg");
    const auto services_of = services();
    const auto open = section(*services_of.get(), pbGlobalProfileSectionGuid);
    EXPECT_GT(failures_before_success([&] {
                  ULONG count = 9;
                  auto* values = reinterpret_cast<SPropValue*>(16);
                  const HRESULT hr = open->GetProps(nullptr, MAPI_UNICODE, &count, &values);
                  if (FAILED(hr)) {
                      EXPECT_EQ(count, 0U);
                      EXPECT_EQ(values, nullptr);
                  } else {
                      MAPIFreeBuffer(values);
                  }
                  return hr;
              }),
              5);
}

TEST_F(MapiConformance, MP_Mem_7_tables_survive_failing_allocations) {
    use_sample("reg");
    const auto services_of = services();
    EXPECT_GT(failures_before_success([&] {
                  Owned<IMAPITable> table;
                  HRESULT hr = services_of->GetMsgServiceTable(0, table.put());
                  if (FAILED(hr)) {
                      EXPECT_FALSE(table);
                      return hr;
                  }
                  SRowSet* rows = nullptr;
                  hr = table->QueryRows(10, 0, &rows);
                  EXPECT_EQ(FAILED(hr), rows == nullptr);
                  FreeProws(rows);
                  return hr;
              }),
              5);
}

TEST_F(MapiConformance, MP_Mem_7_a_logon_survives_failing_allocations) {
    use_sample("reg");
    for (std::size_t spared = 0; spared < 400; spared += 3) {
        IMAPISession* session = reinterpret_cast<IMAPISession*>(16);
        HRESULT hr = E_FAIL;
        {
            const FailingAllocations failing(spared);
            hr = MAPILogonEx(0, t("Outlook"), nullptr, MAPI_EXTENDED, &session);
        }
        EXPECT_EQ(FAILED(hr), session == nullptr) << spared;
        if (session != nullptr) session->Release();
    }
    EXPECT_EQ(OlkCanUnloadNow(), S_OK);
    EXPECT_TRUE(logon());
}

}  // namespace olkacct::test
