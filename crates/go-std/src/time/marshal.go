package time

import "errors"

// rfc3339 prints t for the encoders, which allow fewer times than Format.
func (t Time) rfc3339() ([]byte, error) {
	if y := t.Year(); y < 0 || y > 9999 {
		return nil, errors.New("year outside of range [0,9999]")
	}
	if _, offset := t.Zone(); offset >= 24*3600 || offset <= -24*3600 {
		return nil, errors.New("timezone hour outside of range [0,23]")
	}
	return []byte(t.Format(RFC3339Nano)), nil
}

func (t Time) MarshalJSON() ([]byte, error) {
	b, err := t.rfc3339()
	if err != nil {
		return nil, errors.New("Time.MarshalJSON: " + err.Error())
	}
	return append(append([]byte{'"'}, b...), '"'), nil
}

func (t *Time) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	var err error
	*t, err = Parse(RFC3339, string(data[1:len(data)-1]))
	return err
}

func (t Time) AppendText(b []byte) ([]byte, error) {
	text, err := t.rfc3339()
	if err != nil {
		return nil, errors.New("Time.AppendText: " + err.Error())
	}
	return append(b, text...), nil
}

func (t Time) MarshalText() ([]byte, error) {
	text, err := t.rfc3339()
	if err != nil {
		return nil, errors.New("Time.MarshalText: " + err.Error())
	}
	return text, nil
}

func (t *Time) UnmarshalText(data []byte) error {
	var err error
	*t, err = Parse(RFC3339, string(data))
	return err
}
