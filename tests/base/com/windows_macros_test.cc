// The ABI headers after winuser.h's macros: the members keep their names (AM-Abi-4).
#define GetProp GetPropW
#define SetProp SetPropW
#include <gtest/gtest.h>
#include <olkacct/acctmgmt.h>

TEST(WindowsMacros, members_keep_their_names_when_the_macros_came_first) {
    const auto read = &IOlkAccount::GetProp;
    const auto write = &IOlkAccount::SetProp;
    EXPECT_NE(read, write);
#if defined(GetProp) || defined(SetProp)
    FAIL() << "a macro is still active";
#endif
}
