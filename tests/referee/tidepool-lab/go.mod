module tidepool

go 1.27
