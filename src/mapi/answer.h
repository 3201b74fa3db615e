// What the body of a method gives: a code, and the text that GetLastError tells of it.
#pragma once

#include <string>
#include <utility>

#include "olkacct/error.h"
#include "olkacct/mapi.h"

namespace olkacct::mapi {

/// The code of the MAPI interfaces for an error of the layers below (MS-10). Never a success.
HRESULT code_of(const Error& error) noexcept;

struct Answer {
    Answer(HRESULT hr) : code(hr) {}
    Answer(const Error& error) : code(code_of(error)), text(error.what) {}
    Answer(HRESULT hr, std::string what) : code(hr), text(std::move(what)) {}

    HRESULT code;
    std::string text;
};

template <class T>
Answer answer_of(const Result<T>& result) {
    return result ? Answer(S_OK) : Answer(result.error());
}

/// An English sentence for a code that has no text of its own.
std::string text_of_code(HRESULT hr);

}  // namespace olkacct::mapi
