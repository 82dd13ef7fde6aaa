"""The registry 登记: sites, devices, enrolment codes, grants. Every act is an entry in the authority's own feeds."""
