"""The taxes of a sale, one a module, each writing its lines and steps on the working sheet."""
