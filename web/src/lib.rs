//! The page: the custom element tidepool-lab and its Yew components.
