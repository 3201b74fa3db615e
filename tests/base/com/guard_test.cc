// The edge that no exception crosses.
#include "base/com/guard.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace olkacct::com {

TEST(Guard, passes_a_result_on) {
    EXPECT_EQ(guarded([] { return S_FALSE; }), S_FALSE);
}

TEST(Guard, turns_bad_alloc_into_E_OUTOFMEMORY) {
    EXPECT_EQ(guarded([]() -> HRESULT { throw std::bad_alloc(); }), E_OUTOFMEMORY);
}

TEST(Guard, turns_every_other_exception_into_E_UNEXPECTED) {
    EXPECT_EQ(guarded([]() -> HRESULT { throw std::runtime_error("x"); }), E_UNEXPECTED);
    EXPECT_EQ(guarded([]() -> HRESULT { throw 7; }), E_UNEXPECTED);
}

}  // namespace olkacct::com
