"""The centre's HTTP door: exchange, enrolment, reports as JSON, and health."""
