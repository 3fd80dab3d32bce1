//! Colours of charts, the same as the page's tokens.

use plotters::style::RGBColor;

use super::Role;

/// Colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Ground.
    pub paper: RGBColor,
    /// Text.
    pub ink: RGBColor,
    /// Axis labels and hairlines.
    pub soft: RGBColor,
    /// Grid lines.
    pub grid: RGBColor,
    in_use: RGBColor,
    idle: RGBColor,
    waiting: RGBColor,
    failed: RGBColor,
    gc: RGBColor,
}

impl Theme {
    /// Warm paper.
    pub const LIGHT: Theme = Theme {
        paper: RGBColor(0xff, 0xfd, 0xf8),
        ink: RGBColor(0x23, 0x26, 0x1f),
        soft: RGBColor(0x5c, 0x5e, 0x52),
        grid: RGBColor(0xd8, 0xcf, 0xbd),
        in_use: RGBColor(0x0b, 0x7a, 0x80),
        idle: RGBColor(0x66, 0x93, 0x7d),
        waiting: RGBColor(0xb3, 0x6b, 0x00),
        failed: RGBColor(0xa0, 0x1a, 0x30),
        gc: RGBColor(0x3b, 0x2a, 0x72),
    };

    /// Night water.
    pub const DARK: Theme = Theme {
        paper: RGBColor(0x1b, 0x24, 0x23),
        ink: RGBColor(0xe6, 0xe2, 0xd6),
        soft: RGBColor(0xa5, 0xa6, 0x97),
        grid: RGBColor(0x33, 0x40, 0x3d),
        in_use: RGBColor(0x56, 0xcf, 0xc6),
        idle: RGBColor(0x41, 0x7d, 0x70),
        waiting: RGBColor(0xf6, 0xd0, 0x6a),
        failed: RGBColor(0xf0, 0x68, 0x5f),
        gc: RGBColor(0x86, 0x77, 0xe4),
    };

    /// Ground of a band: a quarter of the colour of its line.
    pub fn band(&self) -> RGBColor {
        let mixed = |paper: u8, ink: u8| ((u16::from(paper) * 3 + u16::from(ink)) / 4) as u8;
        let (paper, ink) = (self.paper, self.in_use);
        RGBColor(mixed(paper.0, ink.0), mixed(paper.1, ink.1), mixed(paper.2, ink.2))
    }

    /// Colour of a role.
    pub fn of(&self, role: Role) -> RGBColor {
        match role {
            Role::InUse | Role::Completed | Role::Median | Role::Live => self.in_use,
            Role::Idle => self.idle,
            Role::Waiting | Role::Tail => self.waiting,
            Role::Failed => self.failed,
            Role::Gc => self.gc,
            Role::Limit | Role::Goal => self.soft,
        }
    }
}
