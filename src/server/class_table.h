// The one list of the classes that COM can create from this library.
#pragma once

#include <span>

#include "base/com/class_factory.h"
#include "olkacct/com.h"

namespace olkacct::server {

struct CreatableClass {
    const CLSID& id;
    const char* name;  ///< what the registry calls it
    com::ClassFactory::Create create;
};

std::span<const CreatableClass> creatable_classes();

}  // namespace olkacct::server
