"""An SKP of another office: where its blocks lie and what stands in each. It judges nothing."""
