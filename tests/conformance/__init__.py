"""What the real @twilio/flex-ui computes, compared with what we say; see docs/conformance.md."""
